import type { paths } from './api.gen.ts';
import { isLeaving, tellLeaving } from './leaving.ts';

type Post<Path extends keyof paths> = paths[Path] extends { post: infer Operation } ? Operation : never;

/** Every operation of the server by its name, `matters.file` for POST /api/matters/file. */
export type OperationName = {
  [Path in keyof paths]: Path extends `/api/${infer Noun}/${infer Verb}`
    ? paths[Path] extends { post: object }
      ? `${Noun}.${Verb}`
      : never
    : never;
}[keyof paths];

type PathOf<Name extends OperationName> = Name extends `${infer Noun}.${infer Verb}`
  ? `/api/${Noun}/${Verb}` extends keyof paths
    ? `/api/${Noun}/${Verb}`
    : never
  : never;

/** What an operation asks for. */
export type InputOf<Name extends OperationName> =
  Post<PathOf<Name>> extends { requestBody?: { content: { 'application/json': infer Input } } } ? Input : Record<string, never>;

/** What an operation answers. */
export type OutputOf<Name extends OperationName> =
  Post<PathOf<Name>> extends { responses: { 200: { content: { 'application/json': infer Output } } } } ? Output : undefined;

/** The server refused, with an RFC 9457 problem: a plain sentence, the fields that are wrong, the clause of a rule. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors: readonly { path: string; message: string }[];
  readonly reason?: string;
  readonly clause?: string;

  constructor(body: {
    type?: string;
    title: string;
    status: number;
    detail?: string;
    errors?: { path: string; message: string }[];
    reason?: string;
    clause?: string;
  }) {
    super(body.title);
    this.type = body.type ?? 'about:blank';
    this.title = body.title;
    this.status = body.status;
    this.detail = body.detail;
    this.errors = body.errors ?? [];
    this.reason = body.reason;
    this.clause = body.clause;
  }

  /** The sentence about one field, by its path in the input: `contact.phone`. */
  about(path: string): string | undefined {
    return this.errors.find((error) => error.path === path || error.path.startsWith(`${path}.`))?.message;
  }
}

/** The request may or may not have arrived: try again with the same command id. */
export class Offline extends Error {
  override readonly name = 'Offline';
}

/**
 * How a call is sent: a command id makes repeating safe, a receipt code stands in for an account; `account` says whose work it is, so that it is not
 * done under somebody else's sign-in; `madeAt` (an ISO instant) when it was done, for what waited on this device.
 */
export type CallOptions = { commandId?: string; receipt?: string; account?: string; madeAt?: string; signal?: AbortSignal };

const TRIES = 3;
const PATIENCE_MS = 20_000;

function headersFor({ commandId, receipt, account, madeAt }: CallOptions): Record<string, string> {
  return {
    'x-linli': '1',
    ...(commandId && { 'linli-command': commandId }),
    ...(receipt && { 'linli-receipt': receipt }),
    ...(account && { 'linli-account': account }),
    ...(madeAt && { 'linli-made-at': madeAt }),
  };
}

/** Whoever signed out without a network is signed out before anything else is asked, since the browser still sends what signed them in. */
async function leaveFirst(): Promise<void> {
  if (!isLeaving()) return;
  await tellLeaving().catch((cause) => {
    throw new Offline('the sign-out has not been told yet', { cause });
  });
}

async function send(path: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> {
  await leaveFirst();
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), PATIENCE_MS);
  const stop = () => limit.abort();
  signal?.addEventListener('abort', stop);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, { ...init, method: 'POST', credentials: 'same-origin', signal: limit.signal });
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Offline('no answer', { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
  const json = response.headers.get('content-type')?.includes('json') ?? false;
  if (response.ok) return text && json ? JSON.parse(text) : undefined;
  if (json) throw new Problem({ status: response.status, ...JSON.parse(text) });
  // A gateway in between answered instead of Linli: as good as no answer.
  throw new Offline(`status ${response.status}`);
}

/**
 * Calls one operation and returns its output.
 * Commands repeat on a lost connection with the same command id, so nothing happens twice.
 * @throws {Problem} the server refused; {@link Offline} no answer came.
 */
export async function call<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  options: CallOptions = {},
): Promise<OutputOf<Name>> {
  const path = `/api/${name.replace('.', '/')}`;
  const init = { headers: { ...headersFor(options), 'content-type': 'application/json' }, body: JSON.stringify(input ?? {}) };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await send(path, init, options.signal)) as OutputOf<Name>;
    } catch (error) {
      if (!(error instanceof Offline) || attempt === TRIES || !navigator.onLine) throw error;
      await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** attempt));
    }
  }
}

/** Makes the id (a random UUID) that lets a command be repeated safely; also on old phones and without TLS, where randomUUID is missing. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, at) => {
    if (at === 6) return ((byte & 0x0f) | 0x40).toString(16).padStart(2, '0');
    if (at === 8) return ((byte & 0x3f) | 0x80).toString(16).padStart(2, '0');
    return byte.toString(16).padStart(2, '0');
  });
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)].map((part) => part.join('')).join('-');
}

/**
 * Uploads one photo, voice note or PDF and returns its id; the file belongs to nothing until a command names it.
 * @throws {Problem} too large or of a kind not taken; {@link Offline} no answer came.
 */
export async function uploadFile(file: Blob, options: CallOptions = {}): Promise<{ id: string }> {
  const body = new FormData();
  body.append('file', file);
  return (await send('/api/files', { headers: headersFor(options), body }, options.signal)) as { id: string };
}

/**
 * Fetches a stored file as a blob, so that a receipt code travels in a header and never in an address.
 * @throws {Problem} not yours to see; {@link Offline} no answer came.
 */
export async function fetchFile(id: string, size: 'original' | 'thumbnail', options: CallOptions = {}): Promise<Blob> {
  await leaveFirst();
  const address = `/api/files/${id}${size === 'thumbnail' ? '/thumbnail' : ''}`;
  const response = await fetch(address, { headers: headersFor(options), credentials: 'same-origin', signal: options.signal }).catch(
    (cause) => {
      throw new Offline('no answer', { cause });
    },
  );
  if (!response.ok) throw new Problem({ status: response.status, title: response.statusText });
  return response.blob();
}

/**
 * Uploads one part of a file, from 0; parts may be repeated and come in any order. `fileId` is there once the file is whole.
 * @throws {Problem} too large or of a kind not taken; {@link Offline} no answer came.
 */
export async function uploadPart(
  upload: { id: string; part: number; bytes: number; content: BodyInit },
  options: CallOptions = {},
): Promise<{ received: number[]; fileId: string | null }> {
  const headers = { ...headersFor(options), 'content-type': 'application/octet-stream', 'linli-bytes': String(upload.bytes) };
  const answer = await send(`/api/files/parts/${upload.id}/${upload.part}`, { headers, body: upload.content }, options.signal);
  return answer as { received: number[]; fileId: string | null };
}
