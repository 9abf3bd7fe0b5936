// The picture on the screen: sigma.js draws nodes and edges with WebGL; labels and rings are ours, on a canvas above it.

import Graph from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram } from "sigma/rendering";
import { animateNodes } from "sigma/utils";

import type { Key } from "../../api/types";
import { colour } from "../../parts/drawing";
import type { Placement } from "./layout";
import { Motion } from "./motion";
import { colourOf, radiusOf, type Drawn, type Edge } from "./network";
import { distance, LABEL, placeLabels, shortName, type Labelled } from "./placing";
import { Circles, waiting } from "./programs";

export type Picked = { kind: "node"; key: Key } | { kind: "edge"; a: Key; b: Key } | null;

export interface Handlers {
  pick(what: Picked): void;
  open(key: Key): void;
}

/** What stands out: the centres, what is chosen, and what a search found (null: no search). */
export interface Marks {
  centres: ReadonlySet<Key>;
  picked: Picked;
  found: ReadonlySet<Key> | null;
}

const KEPT_MOVING = 2000; // edges drawn in moving frames at level 1; at level 2 there are none
const LABELS_MOVING = 40; // names drawn in moving frames at level 1; at level 2 only those of what is chosen
const MANY_NODES = 400; // above, nodes are small, and jump to where they are put
const MANY_EDGES = 1500; // above, lines are thin, and there is no arrow and no hovering
const NEAR = 6; // pixels from a line that still are on it

const FONT = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";
const TIES_NAMED = 14; // of a chosen node, relations are written beside their lines up to so many

export function hasWebGl(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

export class Board {
  #graph = new Graph({ type: "directed", multi: false });
  readonly #sigma: Sigma;
  readonly #over = document.createElement("canvas");
  readonly #relation: (name: string) => string;
  #order: Key[] = [];
  #edges = new Map<string, Edge>();
  #marks: Marks = { centres: new Set(), picked: null, found: null };
  #bright = new Set<Key>();
  #hovered: Key | null = null;
  #hoveredEdge: string | null = null;
  #colours: Record<string, string> = {};
  #unit = 1;
  #drawn: Drawn | null = null;
  #isBare = false;
  #still: () => void = () => undefined;
  readonly #motion = new Motion();

  constructor(container: HTMLElement, handlers: Handlers, relation: (name: string) => string) {
    this.#relation = relation;
    this.#unit = Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
    this.#sigma = new Sigma(this.#graph, container, {
      renderLabels: false, renderEdgeLabels: false, zIndex: true, stagePadding: 0, minCameraRatio: 0.02, maxCameraRatio: 2.5,
      nodeProgramClasses: { circle: Circles }, defaultEdgeType: "arrow", edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeLineProgram, middle: waiting(this.#motion, 2), far: waiting(this.#motion, 1) }, defaultDrawNodeHover: () => undefined,
      nodeReducer: (key, data) => this.#node(key, data), edgeReducer: (id, data) => this.#edge(id, data), allowInvalidContainer: true, minEdgeThickness: 1.5,
    });
    // sigma reads pixels back at each move of the pointer, which waits for the frame to be drawn
    Object.assign(this.#sigma, { getNodeAtPosition: (at: { x: number; y: number }) => this.#nodeAt(at) });
    this.#over.className = "over";
    this.#over.setAttribute("aria-hidden", "true");
    container.append(this.#over);
    this.#sigma.on("afterRender", () => {
      this.#motion.drawn();
      this.#bare();
      this.#drawOver();
    });
    this.#sigma.on("clickNode", ({ node }) => {
      const now = this.#marks.picked;
      if (now?.kind === "node" && now.key === node) handlers.open(node);
      else handlers.pick({ kind: "node", key: node });
    });
    this.#sigma.on("doubleClickNode", (event) => event.preventSigmaDefault());
    this.#sigma.on("clickStage", ({ event }) => {
      const id = this.#edgeAt(event);
      const edge = id === null ? undefined : this.#edges.get(id);
      handlers.pick(edge ? { kind: "edge", a: edge.a, b: edge.b } : null);
    });
    this.#sigma.on("enterNode", ({ node }) => this.#hover(node, null));
    this.#sigma.on("leaveNode", () => this.#hover(null, null));
    this.#sigma.on("moveBody", ({ event }) => {
      if (this.#hovered !== null || this.#edges.size > MANY_EDGES) return;
      const edge = this.#edgeAt(event);
      if (edge !== this.#hoveredEdge) this.#hover(null, edge);
    });
    this.#sigma.getCamera().on("updated", () => {
      if (this.#edges.size <= MANY_EDGES) return;
      this.#motion.goes(() => {
        this.#bare();
        this.#sigma.scheduleRender();
      });
      this.#bare();
    });
    // Layers that we draw nothing on need not be put together with the others at each frame.
    for (const name of ["edgeLabels", "labels", "hovers", "hoverNodes"]) this.#sigma.getCanvases()[name]?.classList.add("unused");
    this.#sigma.getCanvases()["mouse"]?.classList.add("unseen-layer");
    this.recolour();
  }

  /** The nodes and edges of a picture, where the layout has put them. */
  show(drawn: Drawn, placement: Placement): void {
    const many = drawn.nodes.length > MANY_NODES;
    const lines = many && !placement.done ? [] : drawn.edges; // while many nodes are being laid out, lines would only hide them
    const again = drawn === this.#drawn && lines.length === this.#edges.size;
    this.#drawn = drawn;
    this.#sigma.setCustomBBox({ x: [0, placement.width], y: [0, placement.height] });
    const at = (index: number) => ({ x: placement.points[2 * index] ?? 0, y: placement.height - (placement.points[2 * index + 1] ?? 0) });
    this.#still(); // a node that goes must not be moved any more
    if (many && again) return this.#move(drawn, at);
    const edges = new Map(lines.map((one) => [`${one.a}\n${one.b}`, one]));
    // Of a graph that is on the screen sigma hears of each change; what is large is made apart from it.
    const before = this.#graph;
    if (many) this.#graph = new Graph({ type: "directed", multi: false });
    else {
      const keys = new Set(drawn.nodes.map((one) => one.key));
      for (const key of before.nodes()) if (!keys.has(key)) before.dropNode(key);
      for (const id of before.edges()) if (!edges.has(id)) before.dropEdge(id);
    }
    const graph = this.#graph;
    const targets: Record<string, { x: number; y: number }> = {};
    drawn.nodes.forEach((one, index) => {
      const told = { size: radiusOf(one, many) * this.#unit, type: "circle", kind: one.type, label: one.name, zIndex: 1 };
      if (graph.hasNode(one.key)) {
        graph.mergeNodeAttributes(one.key, told);
        targets[one.key] = at(index);
      } else graph.addNode(one.key, { ...told, ...at(index) });
    });
    const plain = lines.length > MANY_EDGES;
    const weight = new Map(drawn.nodes.map((one) => [one.key, one.drawn]));
    const weights = lines.map((one) => Math.min(weight.get(one.a) ?? 0, weight.get(one.b) ?? 0));
    const least = [...weights].sort((a, b) => b - a)[KEPT_MOVING] ?? -1;
    let number = 0;
    for (const [id, one] of edges) {
      const tier = (weights[number++] ?? 0) <= least ? "far" : "middle";
      const told = { size: plain ? 0.6 : 1 + Math.min(2, 0.35 * (one.ties.length - 1)), type: plain ? tier : one.arrow ? "arrow" : "line" };
      if (graph.hasEdge(id)) graph.mergeEdgeAttributes(id, told);
      else if (!graph.hasEdge(one.a, one.b)) graph.addEdgeWithKey(id, one.a, one.b, told);
    }
    this.#edges = edges;
    this.#order = drawn.nodes.map((one) => one.key);
    this.#brighten();
    if (many) this.#sigma.setGraph(graph);
    else this.#sigma.refresh();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) for (const [key, place] of Object.entries(targets)) graph.mergeNodeAttributes(key, place);
    else if (Object.keys(targets).length) this.#still = animateNodes(graph, targets, { duration: 250 });
  }

  /** The same picture with its nodes elsewhere. */
  #move(drawn: Drawn, at: (index: number) => { x: number; y: number }): void {
    const number = new Map(drawn.nodes.map((one, index) => [one.key, index]));
    this.#graph.updateEachNodeAttributes((key, told) => Object.assign(told, at(number.get(key) ?? 0)), { attributes: ["x", "y"] });
  }

  mark(marks: Marks): void {
    this.#marks = marks;
    this.#brighten();
    this.#sigma.refresh();
  }

  #brighten(): void {
    const { picked, found } = this.#marks;
    this.#bright = new Set(found ?? []);
    if (picked?.kind === "edge") this.#bright = new Set([picked.a, picked.b]);
    else if (picked && this.#graph.hasNode(picked.key)) this.#bright = new Set([picked.key, ...this.#graph.neighbors(picked.key)]);
  }

  recolour(): void {
    for (const name of ["--bg", "--ink", "--ink-2", "--line", "--line-strong", "--accent", "--target", "--type-zone", "--type-region", "--type-company", "--type-project", "--type-industry", "--type-policy", "--type-other"])
      this.#colours[name] = colour(name);
    this.#sigma.refresh();
  }

  zoom(factor: number): void {
    const camera = this.#sigma.getCamera();
    void camera.animate({ ratio: Math.min(2.5, Math.max(0.02, camera.ratio * factor)) }, { duration: 150 });
  }

  fit(): void {
    void this.#sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: 200 });
  }

  move(x: number, y: number): void {
    const camera = this.#sigma.getCamera();
    camera.setState({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio });
  }

  /** Bring a node into the middle where it is out of sight. */
  reveal(key: Key): void {
    const data = this.#sigma.getNodeDisplayData(key);
    if (!data) return;
    const { width, height } = this.#sigma.getDimensions();
    const at = this.#sigma.framedGraphToViewport(data);
    if (at.x > 20 && at.x < width - 20 && at.y > 20 && at.y < height - 20) return;
    void this.#sigma.getCamera().animate({ x: data.x, y: data.y }, { duration: 200 });
  }

  /** The node that is next in a direction on the screen: the one for an arrow key. */
  next(from: Key | null, dx: number, dy: number): Key | null {
    const origin = from ? this.#at(from) : null;
    if (!origin) return this.#order[0] ?? null;
    let best: { key: Key; cost: number } | null = null;
    for (const key of this.#order) {
      if (key === from) continue;
      const { x, y } = this.#at(key) ?? origin;
      const [along, aside] = [(x - origin.x) * dx + (y - origin.y) * dy, Math.abs((x - origin.x) * dy) + Math.abs((y - origin.y) * dx)];
      if (along <= 1) continue;
      const cost = along + 2 * aside;
      if (!best || cost < best.cost) best = { key, cost };
    }
    return best?.key ?? null;
  }

  resize(): void {
    this.#align();
    this.#sigma.resize();
    this.#sigma.refresh();
  }

  /** Put the layers on whole pixels: between two, each frame would be sampled anew, which takes longer and blurs names. */
  #align(): void {
    const frame = this.#sigma.getContainer();
    frame.style.marginTop = "0";
    const top = (frame.getBoundingClientRect().top + scrollY) * devicePixelRatio;
    frame.style.marginTop = `${(Math.ceil(top) - top) / devicePixelRatio}px`;
  }

  end(): void {
    this.#still();
    this.#motion.end();
    this.#sigma.kill();
    this.#over.remove();
  }

  /** The node under a point of the screen, the first of those that lie on one another; none while it is dragged. */
  #nodeAt(point: { x: number; y: number }): Key | null {
    const captor = this.#sigma.getMouseCaptor();
    if (captor.isMouseDown && captor.draggedEvents > 0) return null;
    const { x, y } = this.#sigma.viewportToFramedGraph(point);
    const aside = this.#sigma.viewportToFramedGraph({ x: point.x + 1, y: point.y });
    const pixel = Math.hypot(aside.x - x, aside.y - y);
    return this.#order.find((key) => {
      const data = this.#sigma.getNodeDisplayData(key);
      return data !== undefined && Math.hypot(x - data.x, y - data.y) <= pixel * Math.max(this.#sigma.scaleSize(data.size), 5 * this.#unit);
    }) ?? null;
  }

  /** Without a layer of edges, where none are drawn, there is one less to put together for each frame. */
  #bare(): void {
    const now = this.#motion.bare;
    if (now === this.#isBare) return;
    this.#isBare = now;
    this.#sigma.getContainer().classList.toggle("bare", now);
  }

  /** The edge under a point of the screen: reckoned here, for WebGL would have to draw all of them once more to tell. */
  #edgeAt({ x, y }: { x: number; y: number }): string | null {
    const places = new Map<Key, { x: number; y: number } | null>();
    const at = (key: Key) => {
      const known = places.get(key);
      if (known !== undefined) return known;
      const data = this.#sigma.getNodeDisplayData(key);
      const found = data ? this.#sigma.framedGraphToViewport(data) : null;
      places.set(key, found);
      return found;
    };
    let best: { id: string; away: number } | null = null;
    for (const [id, edge] of this.#edges) {
      const [a, b] = [at(edge.a), at(edge.b)];
      if (!a || !b) continue;
      const away = distance(x, y, a, b);
      if (away <= NEAR * this.#unit && (!best || away < best.away)) best = { id, away };
    }
    return best?.id ?? null;
  }

  #at(key: Key): { x: number; y: number; size: number } | null {
    const data = this.#sigma.getNodeDisplayData(key);
    return data ? { ...this.#sigma.framedGraphToViewport(data), size: this.#sigma.scaleSize(data.size) } : null;
  }

  #node(key: Key, data: Record<string, unknown>): Record<string, unknown> {
    const dim = (this.#marks.picked !== null || this.#marks.found !== null) && !this.#bright.has(key);
    return { ...data, label: null, color: dim ? this.#colours["--line"] : this.#colours[colourOf(String(data["kind"]))], zIndex: dim ? 0 : 1 };
  }

  #edge(id: string, data: Record<string, unknown>): Record<string, unknown> {
    const edge = this.#edges.get(id);
    const { picked, found } = this.#marks;
    const chosen = picked?.kind === "edge" && edge?.a === picked.a && edge.b === picked.b;
    const touching = picked?.kind === "node" && (edge?.a === picked.key || edge?.b === picked.key);
    const bright = chosen || touching || id === this.#hoveredEdge;
    const quiet = picked !== null || found !== null || this.#edges.size > MANY_EDGES;
    const color = this.#colours[chosen ? "--target" : bright ? "--accent" : quiet ? "--line" : "--line-strong"];
    return { ...data, color, size: Number(data["size"]) * this.#unit * (chosen ? 2.2 : bright ? 1.5 : 1), zIndex: bright ? 1 : 0 };
  }

  #hover(node: Key | null, edge: string | null): void {
    const before = this.#hoveredEdge;
    [this.#hovered, this.#hoveredEdge] = [node, edge];
    this.#sigma.getContainer().classList.toggle("pointing", node !== null || edge !== null);
    const edges = [before, edge].filter((one): one is string => one !== null && this.#graph.hasEdge(one));
    if (edges.length) this.#sigma.refresh({ partialGraph: { nodes: [], edges }, skipIndexation: true });
    else this.#drawOver();
  }

  #drawOver(): void {
    const { width, height } = this.#sigma.getDimensions();
    const ratio = devicePixelRatio || 1;
    const canvas = this.#over;
    const { picked, centres, found } = this.#marks;
    const chosen = new Set(picked?.kind === "edge" ? [picked.a, picked.b] : picked ? [picked.key] : []);
    const few = this.#motion.bare;
    const shown = few ? [...new Set([...chosen, ...centres])] : this.#order;
    canvas.classList.toggle("unused", few && !shown.length);
    if (few && !shown.length) return;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
      [canvas.style.width, canvas.style.height] = [`${width}px`, `${height}px`];
    }
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const size = LABEL * this.#unit;
    const some = picked !== null || found !== null;
    const labelled: (Labelled & { tone: string; bold?: boolean })[] = [];
    for (const key of shown) {
      if (some && !this.#bright.has(key) && key !== this.#hovered && this.#order.length > 40) continue; // what is dimmed says nothing
      const at = this.#at(key);
      if (!at) continue;
      const strong = chosen.has(key) || key === this.#hovered || centres.has(key);
      if (strong) ring(pen, at, this.#colours[chosen.has(key) ? "--target" : "--ink"] ?? "");
      const dim = some && !this.#bright.has(key) && !strong;
      const name = String(this.#graph.getNodeAttribute(key, "label"));
      labelled.push({ x: at.x, y: at.y, radius: at.size, text: strong || some ? name : shortName(name, width, size), forced: strong || (found?.has(key) ?? false), tone: dim ? "--ink-2" : "--ink", bold: strong });
    }
    if (!few) for (const one of this.#namedEdges()) labelled.push(one);
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = this.#colours["--bg"] ?? "";
    for (const label of placeLabels(labelled, { x: 0, y: 0, width, height }, { size, most: this.#motion.sparing ? LABELS_MOVING : 160 })) {
      const one = labelled[label.index];
      if (!one) continue;
      pen.font = `${one.bold ? "600 " : ""}${size}px ${FONT}`;
      pen.fillStyle = this.#colours[one.tone] ?? "";
      const [x, y] = [Math.round(label.x), Math.round(label.y - 1)];
      pen.strokeText(one.text, x, y);
      pen.fillText(one.text, x, y);
    }
  }

  /** The relations of what is chosen, in the middle of their lines. */
  *#namedEdges(): Generator<Labelled & { tone: string }> {
    const { picked } = this.#marks;
    let ids: string[] = [];
    if (picked?.kind === "node" && this.#graph.hasNode(picked.key)) ids = this.#graph.edges(picked.key);
    if (ids.length > TIES_NAMED) ids = [];
    if (picked?.kind === "edge") ids = [`${picked.a}\n${picked.b}`];
    if (this.#hoveredEdge) ids = [...ids, this.#hoveredEdge];
    for (const id of new Set(ids)) {
      const edge = this.#edges.get(id);
      const [a, b] = [edge && this.#at(edge.a), edge && this.#at(edge.b)];
      if (!edge || !a || !b) continue;
      const text = [...new Set(edge.ties.map((one) => this.#relation(one.relation)))].join("、");
      yield { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 8, radius: 0, text, tone: "--ink-2" };
    }
  }
}

function ring(pen: CanvasRenderingContext2D, { x, y, size }: { x: number; y: number; size: number }, tone: string): void {
  pen.beginPath();
  pen.arc(x, y, size + 2.5, 0, 2 * Math.PI);
  pen.lineWidth = 2;
  pen.strokeStyle = tone;
  pen.stroke();
}
