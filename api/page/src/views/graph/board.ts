// The picture on the screen: sigma.js draws nodes and edges with WebGL; labels and rings are ours, on a canvas above it.

import Graph from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import type { RenderParams } from "sigma/types";
import { animateNodes } from "sigma/utils";

import type { Key } from "../../api/types";
import { colour } from "../../parts/drawing";
import type { Placement } from "./layout";
import { colourOf, radiusOf, type Drawn, type Edge } from "./network";
import { LABEL, placeLabels, shortName, type Labelled } from "./placing";

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
const SLOW_MS = 30; // a frame that takes longer is one too many
const LABELS_MOVING = 40;
const REST_MS = 120; // without a move, at level 0; a slow machine is given longer, lest it draws all edges between two moves
const SLOW_REST_MS = 450;
const MANY_EDGES = 1500; // above, lines are thin, and there is no arrow and no hovering
const NEAR = 6; // pixels from a line that still are on it

const FONT = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";
const TIES_NAMED = 14; // of a chosen node, relations are written beside their lines up to so many

/** Circles that are drawn once a frame, not once more for WebGL to tell which one the pointer is on: `#nodeAt` reckons it. */
class Circles extends NodePointProgram {
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }
}

/** How the picture moves. `level` 0 draws all edges at each frame, 1 those of the most tied nodes, 2 none, until it rests. */
const motion = { moving: false, level: 0, pace: 0, last: 0 };

/** Lines that are left out of moving frames from a level on, where frames would take too long. */
function waiting(from: number) {
  return class extends EdgeLineProgram {
    override render(params: RenderParams): void {
      if (!motion.moving || motion.level < from) super.render(params);
    }
  };
}

/** Whether WebGL is drawn without a graphics card. */
function isSoftware(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  const told = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = gl && told ? String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL)) : "";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}

export function hasWebGl(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

export class Board {
  readonly #graph = new Graph({ type: "directed", multi: false });
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
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(container: HTMLElement, handlers: Handlers, relation: (name: string) => string) {
    this.#relation = relation;
    this.#unit = Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
    this.#sigma = new Sigma(this.#graph, container, {
      renderLabels: false, renderEdgeLabels: false, zIndex: true, stagePadding: 0, minCameraRatio: 0.02, maxCameraRatio: 2.5,
      nodeProgramClasses: { circle: Circles }, defaultEdgeType: "arrow", edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeLineProgram, middle: waiting(2), far: waiting(1) }, defaultDrawNodeHover: () => undefined,
      nodeReducer: (key, data) => this.#node(key, data), edgeReducer: (id, data) => this.#edge(id, data), allowInvalidContainer: true, minEdgeThickness: 1.5,
    });
    // sigma reads pixels back at each move of the pointer, which waits for the frame to be drawn
    Object.assign(this.#sigma, { getNodeAtPosition: (at: { x: number; y: number }) => this.#nodeAt(at) });
    this.#over.className = "over";
    this.#over.setAttribute("aria-hidden", "true");
    container.append(this.#over);
    motion.level = isSoftware() ? 2 : 0;
    this.#sigma.on("afterRender", () => {
      this.#keepPace();
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
      motion.moving = true;
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => {
        motion.moving = false;
        motion.last = 0;
        this.#sigma.scheduleRender();
      }, motion.level ? SLOW_REST_MS : REST_MS);
    });
    // Layers that we draw nothing on need not be put together with the others at each frame.
    for (const name of ["edgeLabels", "labels", "hovers", "hoverNodes"]) this.#sigma.getCanvases()[name]?.classList.add("unused");
    this.recolour();
  }

  /** The nodes and edges of a picture, where the layout has put them. */
  show(drawn: Drawn, placement: Placement): void {
    const many = drawn.nodes.length > 400;
    const keys = new Set(drawn.nodes.map((one) => one.key));
    for (const key of this.#graph.nodes()) if (!keys.has(key)) this.#graph.dropNode(key);
    const targets: Record<string, { x: number; y: number }> = {};
    drawn.nodes.forEach((one, index) => {
      const place = { x: placement.points[2 * index] ?? 0, y: placement.height - (placement.points[2 * index + 1] ?? 0) };
      const told = { size: radiusOf(one, many) * this.#unit, type: "circle", kind: one.type, label: one.name, zIndex: 1 };
      if (this.#graph.hasNode(one.key)) {
        this.#graph.mergeNodeAttributes(one.key, many ? { ...told, ...place } : told);
        targets[one.key] = place;
      } else this.#graph.addNode(one.key, { ...told, ...place });
    });
    const edges = new Map(drawn.edges.map((one) => [`${one.a}\n${one.b}`, one]));
    for (const id of this.#graph.edges()) if (!edges.has(id)) this.#graph.dropEdge(id);
    const plain = drawn.edges.length > MANY_EDGES;
    const weight = new Map(drawn.nodes.map((one) => [one.key, one.drawn]));
    const weights = drawn.edges.map((one) => Math.min(weight.get(one.a) ?? 0, weight.get(one.b) ?? 0));
    const least = [...weights].sort((a, b) => b - a)[KEPT_MOVING] ?? -1;
    let number = 0;
    for (const [id, one] of edges) {
      const tier = (weights[number++] ?? 0) <= least ? "far" : "middle";
      const told = { size: plain ? 0.6 : 1 + Math.min(2, 0.35 * (one.ties.length - 1)), type: plain ? tier : one.arrow ? "arrow" : "line" };
      if (this.#graph.hasEdge(id)) this.#graph.mergeEdgeAttributes(id, told);
      else if (!this.#graph.hasEdge(one.a, one.b)) this.#graph.addEdgeWithKey(id, one.a, one.b, told);
    }
    this.#edges = edges;
    this.#order = drawn.nodes.map((one) => one.key);
    this.#sigma.setCustomBBox({ x: [0, placement.width], y: [0, placement.height] });
    this.mark(this.#marks);
    const still = many || matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) for (const [key, place] of Object.entries(targets)) this.#graph.mergeNodeAttributes(key, place);
    else if (Object.keys(targets).length) animateNodes(this.#graph, targets, { duration: 250 });
  }

  mark(marks: Marks): void {
    this.#marks = marks;
    const { picked, found } = marks;
    this.#bright = new Set(found ?? []);
    if (picked?.kind === "edge") this.#bright = new Set([picked.a, picked.b]);
    else if (picked && this.#graph.hasNode(picked.key)) this.#bright = new Set([picked.key, ...this.#graph.neighbors(picked.key)]);
    this.#sigma.refresh();
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
    this.#sigma.resize();
    this.#sigma.refresh();
  }

  end(): void {
    clearTimeout(this.#rest);
    motion.moving = false;
    this.#sigma.kill();
    this.#over.remove();
  }

  /** The node under a point of the screen, the first of those that lie on one another. */
  #nodeAt({ x, y }: { x: number; y: number }): Key | null {
    return this.#order.find((key) => {
      const at = this.#at(key);
      return at !== null && Math.hypot(x - at.x, y - at.y) <= Math.max(at.size, 5 * this.#unit);
    }) ?? null;
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

  /** Leave more out of moving frames where they come too slowly. */
  #keepPace(): void {
    if (!motion.moving) return;
    const now = performance.now();
    const gap = motion.last ? now - motion.last : 0;
    motion.last = now;
    if (!gap || gap > 500) return;
    motion.pace = 0.8 * motion.pace + 0.2 * gap;
    if (motion.pace <= SLOW_MS || motion.level >= 2) return;
    motion.level++;
    motion.pace = 0;
  }

  #drawOver(): void {
    const { width, height } = this.#sigma.getDimensions();
    const ratio = devicePixelRatio || 1;
    const canvas = this.#over;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
      [canvas.style.width, canvas.style.height] = [`${width}px`, `${height}px`];
    }
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const { picked, centres, found } = this.#marks;
    const size = LABEL * this.#unit;
    const some = picked !== null || found !== null;
    const chosen = new Set(picked?.kind === "edge" ? [picked.a, picked.b] : picked ? [picked.key] : []);
    const labelled: (Labelled & { tone: string; bold?: boolean })[] = [];
    for (const key of this.#order) {
      if (some && !this.#bright.has(key) && key !== this.#hovered && this.#order.length > 40) continue; // what is dimmed says nothing
      const at = this.#at(key);
      if (!at) continue;
      const strong = chosen.has(key) || key === this.#hovered || centres.has(key);
      if (strong) ring(pen, at, this.#colours[chosen.has(key) ? "--target" : "--ink"] ?? "");
      const dim = some && !this.#bright.has(key) && !strong;
      const name = String(this.#graph.getNodeAttribute(key, "label"));
      labelled.push({ x: at.x, y: at.y, radius: at.size, text: strong || some ? name : shortName(name, width, size), forced: strong || (found?.has(key) ?? false), tone: dim ? "--ink-2" : "--ink", bold: strong });
    }
    for (const one of this.#namedEdges()) labelled.push(one);
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = this.#colours["--bg"] ?? "";
    for (const label of placeLabels(labelled, { x: 0, y: 0, width, height }, { size, most: motion.moving && motion.level ? LABELS_MOVING : 160 })) {
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

/** From a point to a piece of a line. */
function distance(x: number, y: number, a: { x: number; y: number }, b: { x: number; y: number }): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}

function ring(pen: CanvasRenderingContext2D, { x, y, size }: { x: number; y: number; size: number }, tone: string): void {
  pen.beginPath();
  pen.arc(x, y, size + 2.5, 0, 2 * Math.PI);
  pen.lineWidth = 2;
  pen.strokeStyle = tone;
  pen.stroke();
}
