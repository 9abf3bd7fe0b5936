// What draws nodes and lines with WebGL, where it differs from sigma's own.

import type Sigma from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import type { RenderParams } from "sigma/types";

import type { Motion } from "./motion";

/** Circles that are drawn once a frame, not once more for WebGL to tell which one the pointer is on: the board reckons it. */
export class Circles extends NodePointProgram {
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }
}

/** Lines that are left out of moving frames from a level on. */
export function waiting(motion: Motion, from: number) {
  return class extends EdgeLineProgram {
    override render(params: RenderParams): void {
      if (!motion.without(from)) super.render(params);
    }
  };
}
