// YASGUI's editor (@zazuko/yasqe: CodeMirror with a grammar of SPARQL 1.1), with our completion and our marks.
//
// Loaded when the view is opened. Of YASGUI only the editor is used: its results (yasr) put HTML in from strings with
// style attributes, which the page's Content-Security-Policy refuses, and its own completers and prefixes ask other hosts.

import YasqeEditor from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import "./yasqe.css";

import { getJson } from "../../api/client";
import { language } from "../../i18n";
import { common } from "../../i18n/common";
import { candidates, entityCandidate, namesEntity, wordAt, type Candidate, type Vocabulary } from "./completion";
import type { Fault } from "./fault";

interface Position {
  line: number;
  ch: number;
}

interface Token {
  state: { OK: boolean; errorMsg?: string; possibleCurrent: string[] };
}

interface Hints {
  list: { text: string; render: (element: HTMLElement) => void }[];
  from: Position;
  to: Position;
}

/** What is used of the editor here; the types of the package need those of CodeMirror 5, which it does not bring. */
interface Yasqe {
  getValue(): string;
  setValue(text: string): void;
  getCursor(): Position;
  setCursor(at: Position): void;
  getLine(line: number): string;
  lineCount(): number;
  getTokenAt(at: Position, precise: boolean): Token;
  clearGutter(name: string): void;
  setGutterMarker(line: number, name: string, element: HTMLElement): void;
  markText(from: Position, to: Position, options: { className: string }): { clear(): void };
  scrollIntoView(at: Position, margin: number): void;
  on(event: string, handler: (editor: unknown, change: { origin?: string }) => void): void;
  showHint(options: object): void;
  getWrapperElement(): HTMLElement;
  getInputField(): HTMLElement;
  focus(): void;
  refresh(): void;
  destroy(): void;
  checkSyntax(): void;
  autocomplete(): void;
  state: { completionActive?: unknown };
}

interface Mode {
  startState: () => { prefixes: Record<string, string> };
}

const Yasqe = YasqeEditor as unknown as {
  new (parent: HTMLElement, options: object): Yasqe;
  defaults: { autocompleters: string[]; gutters: string[]; foldGutter: unknown };
  defineMode(name: string, made: (config: object) => Mode): void;
  getMode(config: object, name: string): Mode;
};

export interface Editor {
  setText(text: string): void;
  /** Marks where the server found a fault; null takes the mark away. */
  mark(fault: Fault | null, words: string): void;
  focus(): void;
  close(): void;
}

interface Options {
  text: string;
  label: string;
  /** Says that a line does not fit the grammar. */
  wrong: (expected: string) => string;
  vocabulary: Vocabulary;
  changed: (text: string) => void;
  run: () => void;
}

const GUTTER = "gutterErrorBar";
const PAUSE_MS = 150;

export function openEditor(parent: HTMLElement, options: Options): Editor {
  // Lists of the defaults and of ours are merged by their places: the shorter ones have to stand in the defaults.
  Object.assign(Yasqe.defaults, { autocompleters: [], foldGutter: false, gutters: [GUTTER, "CodeMirror-linenumbers"] });
  // Prefixes that the endpoint knows without a declaration are no faults.
  Yasqe.defineMode("zonegraph", (config) => {
    const mode = Yasqe.getMode(config, "sparql11");
    return { ...mode, startState: () => ({ ...mode.startState(), prefixes: { ...options.vocabulary.prefixes } }) };
  });
  const run = () => options.run();
  const complete = () => show(editor, options.vocabulary);
  const editor = new Yasqe(parent, {
    value: "", mode: "zonegraph", persistenceId: null, consumeShareLink: null, createShareableLink: null, showQueryButton: false, resizeable: false,
    editorHeight: "auto", viewportMargin: 40, screenReaderLabel: options.label, highlightSelectionMatches: false,
    // Tab leaves the editor: whoever uses the keyboard alone must get out again.
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": complete, "Ctrl-S": run, Tab: false, "Shift-Tab": false },
  });
  // The editor's own check writes HTML with style attributes into a tooltip.
  editor.checkSyntax = () => check(editor, options.wrong);
  editor.setValue(options.text);
  editor.getInputField().setAttribute("name", "query");
  editor.on("change", () => options.changed(editor.getValue()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  editor.on("inputRead", () => {
    clearTimeout(timer);
    timer = setTimeout(() => editor.state.completionActive || complete(), PAUSE_MS);
  });
  let marked: { clear(): void } | null = null;
  return {
    setText: (text) => {
      if (text !== editor.getValue()) editor.setValue(text);
    },
    mark: (fault, words) => {
      marked?.clear();
      marked = null;
      if (!fault) return;
      const line = Math.min(fault.line, editor.lineCount()) - 1;
      const length = editor.getLine(line).length;
      const from = Math.min(fault.column - 1, Math.max(0, length - 1));
      marked = editor.markText({ line, ch: from }, { line, ch: Math.max(from + 1, endOfWord(editor.getLine(line), from)) }, { className: "at-fault" });
      editor.setGutterMarker(line, GUTTER, sign(words));
      editor.scrollIntoView({ line, ch: from }, 60);
    },
    focus: () => editor.focus(),
    close: () => {
      clearTimeout(timer);
      editor.destroy();
      parent.replaceChildren();
    },
  };
}

function endOfWord(line: string, from: number): number {
  return from + (/^[^\s{}();,]+/.exec(line.slice(from))?.[0].length ?? 1);
}

/** The first line that does not fit the grammar gets a sign; CodeMirror itself underlines the words. */
function check(editor: Yasqe, wrong: Options["wrong"]): void {
  editor.clearGutter(GUTTER);
  if (!editor.getValue().trim()) return;
  for (let line = 0; line < editor.lineCount(); line++) {
    const { state } = editor.getTokenAt({ line, ch: editor.getLine(line).length }, true);
    if (!state.OK) {
      editor.setGutterMarker(line, GUTTER, sign(state.errorMsg ?? wrong(state.possibleCurrent.slice(0, 12).join(" "))));
      return;
    }
  }
}

function sign(words: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "fault-sign";
  element.title = words;
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", words);
  return element;
}

/** Shows what fits at the cursor, where something does. */
function show(editor: Yasqe, vocabulary: Vocabulary): void {
  const hint = async (): Promise<Hints | undefined> => {
    const at = editor.getCursor();
    const found = wordAt(editor.getLine(at.line), at.ch);
    if (!found) return undefined;
    const known = candidates(found.word, editor.getValue(), vocabulary, language.get());
    const named = namesEntity(found.word) ? await entities(found.word) : [];
    const now = editor.getCursor();
    const again = wordAt(editor.getLine(now.line), now.ch);
    if (now.line !== at.line || !again?.word.startsWith(found.word)) return undefined; // typed on elsewhere in the meantime
    const list = [...known, ...named].map((one) => ({ text: one.insert, render: (element: HTMLElement) => draw(element, one) }));
    return { list, from: { line: at.line, ch: found.from }, to: now };
  };
  if (!wordAt(editor.getLine(editor.getCursor().line), editor.getCursor().ch)) return;
  editor.showHint({ hint, completeSingle: false, closeCharacters: /[\s()[\]{};>,.]/, container: editor.getWrapperElement().parentElement });
}

async function entities(word: string): Promise<Candidate[]> {
  try {
    const told = await getJson<{ suggestions: { kind: string; iri?: string; name: string; type?: string }[] }>(`/api/suggest?${new URLSearchParams({ q: word, k: "8" })}`);
    const kinds = common[language.get()].types as Record<string, string>;
    return told.suggestions.flatMap((one) => (one.iri === undefined ? [] : [entityCandidate({ iri: one.iri, name: one.name }, kinds[one.type ?? ""] ?? "")]));
  } catch {
    return []; // the page says elsewhere when the server is gone
  }
}

function draw(element: HTMLElement, one: Candidate): void {
  const [name, says] = [document.createElement("span"), document.createElement("span")];
  name.textContent = one.name;
  name.className = `hint-${one.kind}`;
  says.textContent = one.says;
  says.className = "hint-says";
  element.append(name, says);
}
