// How a large picture moves smoothly: what is left out of a frame where frames come too slowly.

const SLOW_MS = 30; // a frame that takes longer is one too many
const PAUSE_MS = 500; // a longer gap is no frame, but a rest
const REST_MS = 120; // without a move, at level 0; a slow machine is given longer, lest it draws all edges between two moves
const SLOW_REST_MS = 450;

/**
 * Level 0 draws all at each frame, 1 the edges of the most tied nodes and few names, 2 the nodes alone, until it rests.
 * Where WebGL is drawn without a graphics card it begins at 2: there each layer is put together by the processor, too.
 */
export class Motion {
  #level: number;
  #moving = false;
  #pace = 0;
  #last = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(level = isSoftware() ? 2 : 0) {
    this.#level = level;
  }

  /** Whether a moving frame leaves out what level `from` leaves out. */
  without(from: number): boolean {
    return this.#moving && this.#level >= from;
  }

  get sparing(): boolean {
    return this.without(1);
  }

  get bare(): boolean {
    return this.without(2);
  }

  /** The picture was moved; `rested` is called once it has not been for a while. */
  goes(rested: () => void): void {
    this.#moving = true;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#moving = false;
      this.#last = 0;
      rested();
    }, this.#level ? SLOW_REST_MS : REST_MS);
  }

  /** A frame was drawn, at `now` in milliseconds: where they come too slowly, more is left out from then on. */
  drawn(now = performance.now()): void {
    if (!this.#moving) return;
    const gap = this.#last ? now - this.#last : 0;
    this.#last = now;
    if (!gap || gap > PAUSE_MS) return;
    this.#pace = 0.8 * this.#pace + 0.2 * gap;
    if (this.#pace <= SLOW_MS || this.#level >= 2) return;
    this.#level++;
    this.#pace = 0;
  }

  end(): void {
    clearTimeout(this.#rest);
    this.#moving = false;
  }
}

/** Whether WebGL is drawn without a graphics card. */
function isSoftware(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  const told = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = gl && told ? String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL)) : "";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
