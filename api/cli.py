"""The command `zonegraph`: one sub-command a file in `api.commands`.

Exit codes: 0 done; 1 failure, told in one line; 2 wrong usage; 3 (`ingest`) some files were refused.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli_entity import STORE, Store, entities
from kg.errors import ZonegraphError

app = typer.Typer(
    name="zonegraph",
    help="开发区知识图谱：读报告，建图谱，答问题，句句有出处。\n\n"
    "Chinese development-zone reports into a knowledge graph: ask, and read the sentence that says it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)


@app.command(
    help="读入文件和文件夹（递归），只读改过的 / Read files and folders into the store, those that changed.",
    short_help="读入报告 / read reports in",
)
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹 / files or folders", metavar="PATH...")],
    store: Store = STORE,
    full: Annotated[
        bool,
        typer.Option("--full", help="逐字节比较，不信时间和大小 / compare all bytes, whatever times and sizes say"),
    ] = False,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="文件已删除的，文档也移除 / take out documents whose files are gone"),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="持续跟踪，随改随读 / keep watching, and read what changes")
    ] = False,
    every: Annotated[
        float, typer.Option(min=0.1, help="跟踪时几秒查看一次 / seconds between looks", metavar="SECONDS")
    ] = 2.0,
) -> None:
    from api.commands import ingest as command

    if watch:
        raise typer.Exit(command.watch(paths, store, every, full=full, prune=prune))
    raise typer.Exit(command.run(paths, store, full=full, prune=prune))


@app.command(
    help="从保存的原件重新读一遍（升级之后用），原文件不在也行 / "
    "Read documents again from their kept originals, after an upgrade; the files themselves may be gone.",
    short_help="从原件重读 / read again from the originals",
)
def reread(
    docs: Annotated[
        list[str] | None,
        typer.Argument(help="文档编号，不给则全部 / document ids; all when none is given", metavar="[DOC...]"),
    ] = None,
    store: Store = STORE,
) -> None:
    from api.commands.reread import run

    raise typer.Exit(run(docs or [], store))


@app.command(
    help="换嵌入模型或重建索引，文档不重读，服务不中断 / Build the index anew, with another embedding model if "
    "one is named; documents are not read again, and a running server answers meanwhile.",
    short_help="换模型、重建索引 / another model, a new index",
)
def reindex(
    model: Annotated[
        str,
        typer.Option(
            help="builtin、lsa、模型名、文件夹或 http 地址，可带 ?query=…&passage=…&dimension=…&normalize=…&model=… / "
            "builtin, lsa, a model's name, its folder, or an http address, with options",
            metavar="NAME",
        ),
    ] = "",
    store: Store = STORE,
) -> None:
    from api.commands.reindex import run

    raise typer.Exit(run(model, store))


@app.command(help="问一个问题，或成批问 / Ask one question, or a batch of them.", short_help="提问 / ask")
def ask(
    question: Annotated[str | None, typer.Argument(help="问题 / the question", metavar="QUESTION")] = None,
    store: Store = STORE,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help='JSON 行 {"id", "question"}，- 为标准输入 / questions as JSON lines, - for standard input',
        ),
    ] = None,
    passages: Annotated[int, typer.Option(min=0, max=10, help="显示几段原文 / how many passages to show")] = 3,
    today: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="“去年”从这天算 / the day that 去年 counts from")
    ] = None,
) -> None:
    from api.commands import ask as command

    if (question is None) == (batch is None):
        raise typer.BadParameter("给一个问题，或 --batch 文件 / give one question, or --batch FILE")
    if batch is not None:
        raise typer.Exit(command.run_batch(batch, store, today))
    raise typer.Exit(command.run(question or "", store, as_json, passages, today))


@app.command(
    help="导出全部内容 / Write out what the store holds.\n\n"
    "jsonl 逐行全部内容 / everything as JSON lines · nquads turtle jsonld RDF · graphml gexf 关系网络（Gephi 等）/ "
    "the network of entities (Gephi) · csv 全部数据一张表 / all figures in one table · tables 五张 CSV 表与 "
    "datapackage.json，写到文件夹或 .zip / five CSV tables as a data package, to a folder or a .zip",
    short_help="导出 / write everything out",
)
def export(
    store: Store = STORE,
    form: Annotated[
        str,
        typer.Option(
            "--format", help="jsonl | nquads | turtle | jsonld | graphml | gexf | csv | tables", metavar="FORMAT"
        ),
    ] = "jsonl",
    output: Annotated[Path | None, typer.Option(help="写到文件 / write to this file", metavar="FILE")] = None,
) -> None:
    from api.commands.export import FORMATS, run

    if form not in FORMATS:
        raise typer.BadParameter(f"格式 / format: {' | '.join(FORMATS)}")
    raise typer.Exit(run(store, form, output))


@app.command(
    help="执行 SPARQL 查询（只读） / Run a SPARQL query (read-only).", short_help="SPARQL 查询 / run a SPARQL query"
)
def sparql(
    query: Annotated[str, typer.Argument(help="查询，- 为标准输入 / the query, - for standard input", metavar="QUERY")],
    store: Store = STORE,
    form: Annotated[str, typer.Option("--format", help="table | json | csv | turtle", metavar="FORMAT")] = "table",
) -> None:
    from api.commands.sparql import FORMATS, run

    if form not in FORMATS:
        raise typer.BadParameter(f"格式 / format: {' | '.join(FORMATS)}")
    raise typer.Exit(run(query, store, form))


@app.command(
    help="移除文档及只由它支持的事实 / Take documents out, with the facts that only they support.",
    short_help="移除文档 / take documents out",
)
def remove(
    docs: Annotated[list[str], typer.Argument(help="文档编号 / document ids", metavar="DOC...")],
    store: Store = STORE,
) -> None:
    from api.commands.remove import run

    raise typer.Exit(run(docs, store))


@app.command(help="库里有什么 / What is in the store.", short_help="库里有什么 / what the store holds")
def stats(
    store: Store = STORE,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")] = False,
) -> None:
    from api.commands.stats import run

    raise typer.Exit(run(store, as_json))


@app.command(
    help="网页、HTTP 接口与 SPARQL 端点 / The page, the HTTP API and the SPARQL endpoint.",
    short_help="开启网页与接口 / serve page and API",
)
def serve(
    store: Store = STORE,
    host: Annotated[str, typer.Option(help="地址 / address to listen at", metavar="H")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 / port", metavar="N", envvar="PORT")] = 8000,
    write_token: Annotated[
        str | None,
        typer.Option(
            envvar="ZONEGRAPH_WRITE_TOKEN",
            help="允许持此令牌者上传报告、写自己的图 / lets its holder upload reports and write graphs of their own",
            metavar="TOKEN",
        ),
    ] = None,
    query_seconds: Annotated[
        float, typer.Option(min=0.1, help="SPARQL 查询时限（秒） / what a SPARQL query may take", metavar="SECONDS")
    ] = 30.0,
) -> None:
    from api.commands.serve import run

    raise typer.Exit(run(store, host, port, write_token, query_seconds))


@app.command(
    help="用 SHACL 检查图谱 / Check the graph against its SHACL shapes; exit code 1 when it does not conform.",
    short_help="检查图谱 / check the graph's shapes",
)
def validate(
    store: Store = STORE,
    shapes: Annotated[
        Path | None,
        typer.Option(help="另用的形状文件 / other shapes than those shipped", metavar="FILE", dir_okay=False),
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="每种问题至多列几处 / places shown of each kind")] = 5,
) -> None:
    from api.commands.validate import run

    raise typer.Exit(run(store, shapes, most))


@app.command(
    help="一个事实从何而来：IRI（export、SPARQL 所示）或 文档:起-止（ask 所示） / "
    "Where a fact comes from: an IRI (of export or SPARQL) or DOC:START-END (of ask).",
    short_help="一个事实从何而来 / where a fact comes from",
)
def explain(
    fact: Annotated[str, typer.Argument(help="IRI 或 文档:起-止 / an IRI or DOC:START-END", metavar="FACT")],
    store: Store = STORE,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")] = False,
) -> None:
    from api.commands.explain import run

    raise typer.Exit(run(fact, store, as_json))


@app.command(
    help="一个项目的历程：各报告所说的阶段，依时间先后 / "
    "A project's life: the stages that reports tell of, in the order of time.",
    short_help="一个项目的历程 / a project's life",
)
def project(
    name: Annotated[str, typer.Argument(help="项目名称或叫法 / a project's name or form", metavar="NAME")],
    store: Store = STORE,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")] = False,
) -> None:
    from api.commands.explain import project as command

    raise typer.Exit(command(name, store, as_json))


app.add_typer(entities, name="entity")


def main() -> None:
    """Entry point of the command: errors in one line, never a traceback (ZONEGRAPH_DEBUG=1 shows it)."""
    from api.terminal import say_error

    try:
        app()
    except ZonegraphError as error:
        say_error(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # a reader such as head has seen enough
    except OSError as error:
        say_error(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except Exception as error:
        if os.environ.get("ZONEGRAPH_DEBUG"):
            raise
        say_error(f"{type(error).__name__}: {error} (ZONEGRAPH_DEBUG=1 显示细节 / shows where)")
    sys.exit(1)


if __name__ == "__main__":
    main()
