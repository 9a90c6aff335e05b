// Draws the operations of /openapi.json, each with a form that sends it.

/** A new element with properties and children; text is never read as markup. */
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function field(parameter) {
  const schema = parameter.schema ?? {};
  const input = make("input", {
    name: parameter.name,
    required: Boolean(parameter.required),
    value: parameter.example ?? parameter.examples?.[0] ?? schema.examples?.[0] ?? "",
    placeholder: schema.enum?.join(" ") ?? String(schema.default ?? ""),
  });
  const note = make("small", { textContent: ` ${parameter.description ?? ""}` });
  return make("label", {}, make("code", { textContent: parameter.name + (parameter.required ? " *" : "") }), make("span", {}, input, note));
}

/** Where a form's values lead: path parameters filled in, the others that are not blank as the query. */
function address(path, parameters, form) {
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, in: where } of parameters) {
    const value = form.elements.namedItem(name).value;
    if (where === "path") filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== "") query.set(name, value);
  }
  return query.size ? `${filled}?${query}` : filled;
}

function operation(path, method, described) {
  const parameters = described.parameters ?? [];
  const body = described.requestBody
    ? make("textarea", { rows: 5, cols: 60, ariaLabel: "body", value: '{"query": "MATCH (a:Agency) RETURN a.name AS name ORDER BY name LIMIT 5"}' })
    : null;
  const output = make("pre", { hidden: true });
  const form = make("form", {}, ...parameters.map(field), ...(body ? [body] : []), make("p", {}, make("button", { textContent: "发送" })));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const target = address(path, parameters, form);
    output.hidden = false;
    output.textContent = `${method.toUpperCase()} ${target}`;
    const sent = body ? { method, headers: { "Content-Type": "application/json" }, body: body.value } : { method };
    const answer = await fetch(target, sent);
    const text = await answer.text();
    const shown = answer.headers.get("Content-Type")?.includes("json") ? JSON.stringify(JSON.parse(text), null, 2) : text;
    output.textContent = `${method.toUpperCase()} ${target}\n${answer.status}\n\n${shown}`;
  });
  const title = make("summary", {}, make("code", { textContent: `${method.toUpperCase()} ${path}` }), ` ${described.summary ?? ""}`);
  return make("details", {}, title, make("p", { textContent: described.description ?? "" }), form, output);
}

async function draw() {
  const place = document.getElementById("operations");
  const description = await (await fetch("/openapi.json")).json();
  const groups = new Map();
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, described] of Object.entries(methods)) {
      const group = described.tags?.[0] ?? "";
      groups.set(group, [...(groups.get(group) ?? []), operation(path, method, described)]);
    }
  }
  place.replaceChildren(...[...groups].flatMap(([group, operations]) => [make("h2", { textContent: group }), ...operations]));
}

draw();
