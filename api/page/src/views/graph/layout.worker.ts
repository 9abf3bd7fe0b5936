// The layout, off the main thread: forces (ForceAtlas2, Jacomy et al. 2014), then room for the labels.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

import { fit, spread, type Points } from "./placing";

export interface Job {
  id: number;
  width: number;
  height: number;
  start: Points;
  /** Pairs of node numbers. */
  edges: Uint32Array;
  /** What each node needs around it, label included; null where there are too many to push apart. */
  boxes: { width: number; height: number }[] | null;
}

export interface Result {
  id: number;
  points: Points;
  done: boolean;
}

const AT_ONCE = 400; // nodes up to which only the end is shown
const POST_MS = 400;
const MOST_MS = 8000;

let current = 0;

addEventListener("message", ({ data }: MessageEvent<Job>) => {
  current = data.id;
  void lay(data);
});

async function lay(job: Job): Promise<void> {
  const count = job.start.length / 2;
  const graph = new Graph({ type: "undirected", multi: false });
  for (let index = 0; index < count; index++) graph.addNode(index, { x: job.start[2 * index], y: job.start[2 * index + 1] });
  for (let index = 0; index < job.edges.length; index += 2) graph.mergeEdge(job.edges[index], job.edges[index + 1]);
  const settings = { ...forceAtlas2.inferSettings(count), barnesHutOptimize: count > 300, gravity: count > 300 ? 0.05 : 1, scalingRatio: 10, strongGravityMode: true, slowDown: count > 300 ? 2 : 4, outboundAttractionDistribution: count <= 300 };
  const began = performance.now();
  const rounds = count <= AT_ONCE ? 240 : 400;
  let told = began;
  const step = count <= AT_ONCE ? 60 : 4;
  for (let round = 0; round < rounds; round += step) {
    forceAtlas2.assign(graph, { iterations: step, settings });
    const now = performance.now();
    if (now - began > MOST_MS) break;
    if (count > AT_ONCE && now - told > POST_MS) {
      told = now;
      send(job, graph, false);
      await new Promise((resolve) => setTimeout(resolve)); // a newer job may have come
      if (current !== job.id) return;
    }
  }
  send(job, graph, true);
}

function send(job: Job, graph: Graph, done: boolean): void {
  const points = new Float64Array(job.start.length);
  graph.forEachNode((node, { x, y }: { x?: number; y?: number }) => {
    points[2 * Number(node)] = x ?? 0;
    points[2 * Number(node) + 1] = y ?? 0;
  });
  const many = job.boxes === null;
  fit(points, job.width, job.height, many ? { x: 12, y: 12 } : { x: Math.min(60, job.width / 6), y: 24 }, many ? 1.7 : Infinity);
  if (done && job.boxes) spread(points, job.boxes, job.width, job.height);
  const result: Result = { id: job.id, points, done };
  postMessage(result, { transfer: [points.buffer] });
}
