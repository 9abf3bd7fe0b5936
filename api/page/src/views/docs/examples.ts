// A command for each address, to be pasted into a shell.

export function exampleOf(origin: string, path: string, method: string, types: readonly string[]): string {
  const url = origin + path;
  if (path === "/sparql" && method === "get")
    return (
      `curl -G '${url}' -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 5'\n\n` +
      `curl -G '${url}' -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?title ?words {\n` +
      `  SERVICE zg:search { ?passage zg:query "政府帮企业跑手续" ; zg:text ?words ; zg:score ?score ; zg:limit 5 }\n` +
      `  ?passage zg:document ?doc . ?doc dcterms:title ?title } ORDER BY DESC(?score)'`
    );
  if (path === "/sparql") return `curl '${url}' -H 'Content-Type: application/sparql-query' --data 'ASK { ?s ?p ?o }'`;
  if (path === "/gsp" && method === "get") return `curl '${url}?default' -H 'Accept: application/n-triples'`;
  if (method === "delete") return `curl -X DELETE '${url}${path === "/gsp" ? "/notes" : ""}' -H 'Authorization: Bearer TOKEN'`;
  if (path === "/gsp")
    return `curl -X ${method.toUpperCase()} '${url}/notes' -H 'Authorization: Bearer TOKEN' -H 'Content-Type: text/turtle' --data-binary @notes.ttl`;
  if (path === "/ns" || path === "/.well-known/void") return `curl '${url}' -H 'Accept: text/turtle'`;
  if (method === "get") return `curl '${url}'`;
  if (types.some((type) => type.startsWith("multipart/"))) return `curl '${url}' -H 'Authorization: Bearer TOKEN' -F 'files=@report.txt'`;
  return `curl '${url}' -H 'Content-Type: application/json' -d '{"question": "……"}'`;
}
