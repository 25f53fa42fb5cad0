import { randomUUID } from 'node:crypto';
import type { Random } from '../../server/demo/random.ts';
import type { Resident, Worker } from './city.ts';
import type { Call } from './exchange.ts';
import type { Errand } from './traffic.ts';

/** Who sends a request: somebody signed in, whoever holds a receipt, or nobody in particular. */
export type Sender = Pick<Worker | Resident, 'account' | 'token'> | { receipt: string } | null;

/** What is wrong with an answer in which a field is missing, or is not as it must be. */
export const holds =
  (field: string, right: (value: unknown) => boolean = (value) => value !== undefined && value !== null) =>
  (body: Record<string, unknown>): string | null =>
    right(body[field]) ? null : `${field} is ${JSON.stringify(body[field])?.slice(0, 60)}`;

export const isList = (value: unknown): boolean => Array.isArray(value);
export const isFull = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** Makes the requests a browser or a phone sends: each from an address of its own, as a proxy passes them on. */
export function requestsFrom(random: Random) {
  const address = () => `10.${random.whole(0, 255)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
  const headersOf = (sender: Sender): Record<string, string> => ({
    'x-forwarded-for': address(),
    ...(sender && 'token' in sender ? { cookie: `linli_session=${sender.token}` } : {}),
    ...(sender && 'receipt' in sender ? { 'linli-receipt': sender.receipt } : {}),
  });
  const post = (operation: string, sender: Sender, input: object, more: Record<string, string>): Call => ({
    method: 'POST',
    path: `/api/${operation.replace('.', '/')}`,
    headers: { ...headersOf(sender), 'content-type': 'application/json', 'x-linli': '1', ...more },
    body: JSON.stringify(input),
  });
  return {
    /** A question; changes nothing. */
    ask: (operation: string, sender: Sender, input: object, check: Errand['check']): Errand => ({
      call: post(operation, sender, input, {}),
      check,
    }),
    /** A command under an id of its own. */
    command: (
      operation: string,
      sender: Sender,
      input: object,
      errand: Omit<Errand, 'call'>,
      more: Record<string, string> = {},
    ): Errand => ({
      call: post(operation, sender, input, { 'linli-command': randomUUID(), ...more }),
      ...errand,
    }),
    /** A page or a part of one. */
    page: (path: string): Errand => ({
      call: { method: 'GET', path, headers: headersOf(null) },
      check: holds('bytes', (bytes) => bytes === undefined || Number(bytes) > 0),
    }),
  };
}

/** Things of which each is in one hand at a time: taken, and given back changed or as it was. */
export class Pool<Thing> {
  readonly #things: Thing[];
  constructor(things: readonly Thing[]) {
    this.#things = [...things];
  }
  take(): Thing | undefined {
    return this.#things.pop();
  }
  /** Comes to hand after all others, so that nothing is taken again at once. */
  give(thing: Thing): void {
    this.#things.unshift(thing);
  }
}
