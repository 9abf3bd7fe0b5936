// Calls to the server. An error carries the server's own words.

export class ApiError extends Error {}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError("连不上服务，请确认 zonegraph serve 仍在运行");
  }
  if (response.ok) return response;
  let message = `${response.status} ${response.statusText}`;
  try {
    message = (await response.json()).error ?? message;
  } catch {
    // not JSON: the status says enough
  }
  throw new ApiError(message);
}

export const getJson = async (path) => (await call(path)).json();

export const askQuestion = async (question) =>
  (
    await call("/api/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question }),
    })
  ).json();

/** Returns {type, text}: SELECT and ASK as JSON results, CONSTRUCT and DESCRIBE as Turtle. */
export async function runSparql(query) {
  const response = await call("/sparql", {
    method: "POST",
    headers: {
      "Content-Type": "application/sparql-query",
      Accept: "application/sparql-results+json, text/turtle",
    },
    body: query,
  });
  return { type: response.headers.get("Content-Type"), text: await response.text() };
}
