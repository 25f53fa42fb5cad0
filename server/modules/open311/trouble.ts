import type { Problem } from '../../platform/problem.ts';
import type { Value } from './xml.ts';

/** What GeoReport v2 answers instead: a status and at least one sentence. */
export class Trouble extends Error {
  readonly status: number;
  readonly sentences: readonly string[];
  constructor(status: number, ...sentences: string[]) {
    super(sentences.join(' '));
    this.status = status;
    this.sentences = sentences;
  }
}

/** The fields of an appeal, by the names GeoReport has for them. */
const ARGUMENTS: Record<string, string> = {
  village: 'address_id',
  grid: 'address_id',
  words: 'description',
  category: 'service_code',
  address: 'address_string',
  'contact.phone': 'phone',
  'contact.name': 'last_name',
  'point.lat': 'lat',
  'point.lon': 'long',
};

/** A problem of ours as GeoReport tells it. */
export function troubleOf(problem: Problem): Trouble {
  const { errors, reason, detail } = problem.extra;
  const sentences = errors?.length
    ? errors.map(({ path, message }) => `${ARGUMENTS[path] ?? path}: ${message}`)
    : [[problem.toJSON().title, reason, detail].filter(Boolean).join(' ')];
  return new Trouble(problem.status, ...sentences);
}

/** The body of an error answer. */
export const errorsOf = ({ status, sentences }: Trouble): Value => sentences.map((description) => ({ code: String(status), description }));
