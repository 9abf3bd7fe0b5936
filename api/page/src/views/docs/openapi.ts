// As much of an OpenAPI description as is shown.

export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  [bound: string]: unknown;
}

export interface Operation {
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}

export interface Description {
  info: { version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const BOUNDS = ["minimum", "maximum", "minLength", "maxLength", "default"];

/** A value's type and bounds in a line. */
export function shapeOf(api: Description, given: Schema | undefined): string {
  const name = given?.$ref?.split("/").pop();
  const schema = (name ? api.components.schemas[name] : given) ?? {};
  if (schema.properties)
    return `{ ${Object.entries(schema.properties).map(([key, value]) => `"${key}": ${shapeOf(api, value)}`).join(", ")} }`;
  if (schema.type === "array") return `[${shapeOf(api, schema.items)}, …]`;
  const bounds = BOUNDS.filter((bound) => bound in schema).map((bound) => `${bound} ${String(schema[bound])}`);
  const type = schema.type ?? (schema.anyOf ?? []).map((one) => one.type).join(" | ");
  return type + (bounds.length ? ` (${bounds.join(", ")})` : "");
}
