/** The `{{…}}` of recorded cases: saved ids and resources, generated values, one element per saved id. */
import { randomUUID } from "node:crypto";
import { isJsonObject, JsonInput, type Json } from "../json";
import { select } from "./select";

export class Variables {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, string[]>();
  readonly #resources = new Map<string, Json>();

  set(name: string, value: string): void {
    this.#texts.set(name, value);
  }

  /** Remembers an answer: `{{name}}` is the id of a resource, `{{name:meta.version}}` what the selector finds in it. */
  save(name: string, answer: Json | undefined): void {
    if (answer === undefined) return;
    this.#resources.set(name, answer);
    const id = select(answer, "id");
    if (typeof id !== "string") return;
    this.set(name, id);
    this.#lists.set(name, [...(this.#lists.get(name) ?? []), id]);
  }

  resource(name: string): Json | undefined {
    return this.#resources.get(name);
  }

  /** Fills in a path or header; `{{i}}` is the number of a repetition, from 1. */
  text(template: string, i = 1): string {
    return template.replace(/\{\{([^}]+)\}\}/g, (_, expression: string) => this.#value(expression, i));
  }

  /** Fills in a body. An array element that mentions `{{ids[*]}}` becomes one element per id saved under `ids`. */
  json(template: Json, i = 1): Json {
    if (typeof template === "string") {
      const all = /^\{\{(\w+)\[\*\]\}\}$/.exec(template)?.[1];
      return all === undefined ? this.text(template, i) : this.#list(all).map((id) => ({ value: id }));
    }
    if (Array.isArray(template)) return template.flatMap((element) => this.#elements(element, i));
    if (!isJsonObject(template)) return template;
    return Object.fromEntries(Object.entries(template).map(([key, value]) => [this.text(key, i), this.json(value, i)]));
  }

  #elements(element: Json, i: number): Json[] {
    const name = /\{\{(\w+)\[\*\]\}\}/.exec(JSON.stringify(element))?.[1];
    if (name === undefined) return [this.json(element, i)];
    if (typeof element === "string") return this.#list(name).map((id) => ({ value: id }));
    const template = JSON.stringify(element);
    return this.#list(name).map((id) =>
      this.json(JsonInput.parse(JSON.parse(template.replaceAll(`{{${name}[*]}}`, id))), i),
    );
  }

  #list(name: string): string[] {
    const list = this.#lists.get(name);
    if (list === undefined) throw new Error(`No step saved ids under "${name}".`);
    return list;
  }

  #value(expression: string, i: number): string {
    if (expression === "i") return String(i);
    if (expression === "guid") return randomUUID();
    const base64 = /^base64\((\w+):(\w+)\)$/.exec(expression);
    if (base64?.[1] !== undefined && base64[2] !== undefined) {
      const pair = `${this.#value(base64[1], i)}:${this.#value(base64[2], i)}`;
      return Buffer.from(pair).toString("base64");
    }
    const text = this.#texts.get(expression);
    if (text !== undefined) return text;
    const colon = expression.indexOf(":");
    const found =
      colon > 0 ? select(this.resource(expression.slice(0, colon)), expression.slice(colon + 1)) : undefined;
    if (found === undefined) throw new Error(`Nothing is known of {{${expression}}}.`);
    return typeof found === "string" ? found : JSON.stringify(found);
  }
}
