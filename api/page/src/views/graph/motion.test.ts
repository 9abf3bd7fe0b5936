import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Motion } from "./motion";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what rests is drawn whole, and again once it has rested", () => {
  const motion = new Motion(2);
  const rested = vi.fn();
  expect([motion.sparing, motion.bare]).toEqual([false, false]);
  motion.goes(rested);
  expect([motion.sparing, motion.bare]).toEqual([true, true]);
  vi.advanceTimersByTime(400);
  motion.goes(rested);
  vi.advanceTimersByTime(400);
  expect(rested).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(rested).toHaveBeenCalledOnce();
  expect(motion.bare).toBe(false);
});

test("frames that come too slowly leave out more, quick ones nothing", () => {
  const levels = (gap: number) => {
    const motion = new Motion(0);
    motion.goes(() => undefined);
    for (let frame = 1; frame < 40; frame++) motion.drawn(gap * frame);
    return [motion.sparing, motion.bare];
  };
  expect(levels(16)).toEqual([false, false]);
  expect(levels(60)).toEqual([true, true]);
  expect(levels(900)).toEqual([false, false]); // these are rests, not frames
});

test("a picture that was taken away does not come to rest", () => {
  const motion = new Motion(0);
  const rested = vi.fn();
  motion.goes(rested);
  motion.end();
  vi.advanceTimersByTime(1000);
  expect(rested).not.toHaveBeenCalled();
});
