/** A value of an answer: text, number, yes or no, nothing, a list, or parts by name. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
/** What XML 1.0 has no way to write at all. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (text: string): string => text.replace(UNWRITABLE, '').replace(/[&<>"']/g, (one) => ESCAPED[one] as string);

/** Lists are written as GeoReport v2 writes them: `services` holds `service` elements. */
const ITEM_OF: Record<string, string> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
};

function element(name: string, value: Value): string {
  if (value === null || value === '') return `<${name}/>`;
  if (Array.isArray(value)) return `<${name}>${value.map((one) => element(ITEM_OF[name] ?? 'item', one)).join('')}</${name}>`;
  if (typeof value === 'object')
    return `<${name}>${Object.entries(value as Record<string, Value>)
      .map(([part, own]) => element(part, own))
      .join('')}</${name}>`;
  return `<${name}>${escaped(String(value))}</${name}>`;
}

/** An answer as an XML document whose root is `root`. */
export const xmlOf = (root: string, value: Value): string => `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;
