import { defineConfig } from "vite";

const SERVER = process.env.ZONEGRAPH_SERVER ?? "http://127.0.0.1:8000";
const FORWARDED = ["/api", "/sparql", "/gsp", "/healthz", "/openapi.json", "/ns", "/.well-known"];

// The server serves what is built here under /web, and index.html at each of the page's addresses (api/routes/pages.py).
export default defineConfig(({ command }) => ({
  base: command === "build" ? "/web/" : "/",
  build: {
    outDir: "../web",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600, // the editor of SPARQL, loaded with its view
    rolldownOptions: { checks: { eval: false } }, // a parser of JSON for browsers without one; our policy would refuse it
    assetsInlineLimit: 0, // nothing inline: the Content-Security-Policy is strict
  },
  server: { proxy: Object.fromEntries(FORWARDED.map((path) => [path, SERVER])) },
}));
