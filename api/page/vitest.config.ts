import { defineConfig } from "vitest/config";

// One thread for all: the tests share no state that matters, and starting a process for each file takes longer than they do.
export default defineConfig({
  test: { include: ["src/**/*.test.{ts,tsx}"], environment: "node", pool: "threads", isolate: false, fileParallelism: false },
});
