import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { operations } from '../server/operations.ts';
import type { Operation } from '../server/platform/operation.ts';
import { inputOf, type Schema, sampleOf } from '../server/testing/operation-input.ts';

/** Whom the demo has for a role. */
const PERSONA: Readonly<Record<string, string>> = {
  resident: 'resident',
  'grid-worker': 'grid-worker',
  'station-worker': 'station',
  'station-head': 'station',
  'window-clerk': 'window',
  dispatcher: 'dispatcher',
  'office-staff': 'office',
  'department-staff': 'water',
  supervisor: 'supervisor',
  administrator: 'administrator',
};

/** Somebody of the demo whom an operation is open to; what is open to anyone is tried by a resident. */
const personaFor = (operation: Operation): string =>
  PERSONA[operation.roles.find((role) => PERSONA[role] && role !== 'resident') ?? 'resident'] as string;

const isText = (schema: Schema): boolean => schema.type === 'string' && !schema.enum && schema.const === undefined;
/** Text anybody may write as they like; the rest has a shape that is checked before it goes anywhere. */
const isFree = (schema: Schema): boolean => isText(schema) && !schema.format && !schema.pattern;

/** An operation as a tool attacks it. */
export interface Target {
  name: string;
  /** A body the operation reads, with each of its texts filled in. */
  body: Record<string, unknown>;
  /** Fields of free text. */
  free: string[];
}

export function targets(): Target[] {
  return operations.map((operation) => {
    const input = inputOf(operation);
    const texts = Object.entries(input.properties ?? {}).filter(([, schema]) => isText(schema));
    const filled = Object.fromEntries(texts.map(([name, schema]) => [name, sampleOf(schema)]));
    const free = texts.filter(([, schema]) => isFree(schema)).map(([name]) => name);
    return { name: operation.name, body: { ...filled, ...(sampleOf(input) as object) }, free };
  });
}

/** The route with a fault that a tool has to find, or it looks at nothing: of the door's own process, never of the product. */
export const CONTROL: Target = { name: 'control.search', body: { q: 'x' }, free: ['q'] };

/** A page with its form alone, so that a tool is there in a minute on the slowest machine. */
export const CONTROL_PAGE = '/forms/control';

async function careless(client: pg.Client, q: unknown): Promise<{ status: number; text: string; type: string }> {
  try {
    const { rows } = await client.query(`select name from division where name like '%${String(q)}%' limit 5`);
    return { status: 200, text: `<p>${String(q)}</p>${JSON.stringify(rows)}`, type: 'text/html; charset=utf-8' };
  } catch (error) {
    return { status: 500, text: `PostgreSQL query failed: ERROR: ${(error as Error).message}`, type: 'text/plain; charset=utf-8' };
  }
}

export interface Door {
  url: string;
  /** Requests passed on to the product, and its answers by status. */
  answers: Record<string, number>;
  /** Operations whose forms were filled in and sent. */
  forms: Set<string>;
  /** Requests the product answered with a failure of its own, the first of each operation. */
  failures: Map<string, string>;
  close(): Promise<void>;
}

const bodyOf = async (coming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of coming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Pages of forms, since crawlers know no JSON: one for each operation with free text. */
const page = (all: readonly Target[]): string =>
  `<!doctype html><title>forms</title>${all
    .map(
      ({ name, body, free }) =>
        `<form method="post" action="/form/${name.replace('.', '/')}">${free.map((field) => `<input type="text" name="${field}" value="${encodeURIComponent(String(body[field]))}">`).join('')}<input type="submit"></form>`,
    )
    .join('')}`;

/**
 * Stands before the product as an attacker with sign-ins would: adds the session of somebody whom the operation is open to (anew when an attack has
 * ended it) and the header no other site can send, and turns the forms of crawlers into the JSON of the operation.
 */
export async function openDoor(product: string, databaseUrl: string): Promise<Door> {
  const byName = new Map<string, Operation>(operations.map((operation) => [operation.name, operation]));
  const bodies = new Map([CONTROL, ...targets()].map((target) => [target.name, target]));
  const client = new pg.Client({ connectionString: databaseUrl, statement_timeout: 15_000 });
  await client.connect();
  const cookies = new Map<string, string>();
  const door: Pick<Door, 'answers' | 'failures' | 'forms'> = { answers: {}, failures: new Map(), forms: new Set() };

  async function ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    return fetch(`${product}${path}`, { redirect: 'manual', ...init, signal: AbortSignal.timeout(30_000) });
  }
  async function signIn(persona: string): Promise<string> {
    const answer = await ask('/api/accounts/demoSignIn', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-linli': '1', 'linli-command': randomUUID() },
      body: JSON.stringify({ key: persona }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (!cookie) throw new Error(`${persona} of the demo could not sign in: ${answer.status}`);
    cookies.set(persona, cookie);
    return cookie;
  }

  async function pass(method: string, path: string, body: Buffer | null): Promise<Response> {
    const [, noun, verb] = /^\/api\/(\w+)\/([\w-]+)/.exec(path) ?? [];
    const operation = byName.get(`${noun}.${verb}`);
    const persona = operation ? personaFor(operation) : 'administrator';
    const send = async (cookie: string) =>
      ask(path, {
        method,
        headers: { cookie, 'x-linli': '1', 'linli-command': randomUUID(), ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: new Uint8Array(body) }),
      });
    let answer = await send(cookies.get(persona) ?? (await signIn(persona)));
    if (answer.status === 401) answer = await send(await signIn(persona));
    door.answers[answer.status] = (door.answers[answer.status] ?? 0) + 1;
    const name = operation?.name ?? path.split('?')[0] ?? path;
    if (answer.status >= 500 && !door.failures.has(name))
      door.failures.set(name, `${answer.status} for ${method} ${path.slice(0, 300)} ${body?.toString().slice(0, 300) ?? ''}`);
    return answer;
  }

  const server = createServer(async (coming, going) => {
    try {
      const path = coming.url ?? '/';
      const given = await bodyOf(coming);
      const form = /^\/form\/(\w+)\/([\w-]+)/.exec(path);
      const target = form ? bodies.get(`${form[1]}.${form[2]}`) : undefined;
      const fields = target ? { ...target.body, ...Object.fromEntries(new URLSearchParams(given.toString())) } : null;
      if (target) door.forms.add(target.name);
      if (path === CONTROL_PAGE) return void going.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page([CONTROL]));
      if (path === '/forms')
        return void going
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end(page([...bodies.values()].filter(({ free }) => free.length > 0)));
      if (target?.name === CONTROL.name || path.startsWith('/api/control/search')) {
        const { q } = fields ?? (JSON.parse(given.toString()) as { q?: unknown });
        const { status, text, type } = await careless(client, q);
        return void going.writeHead(status, { 'content-type': type }).end(text);
      }
      const answer = fields
        ? await pass('POST', path.replace('/form/', '/api/'), Buffer.from(JSON.stringify(fields)))
        : await pass(coming.method ?? 'GET', path, given.length > 0 ? given : null);
      const headers = Object.fromEntries(
        [...answer.headers].filter(([name]) => !/^(content-encoding|content-length|transfer-encoding|connection|keep-alive)$/.test(name)),
      );
      going.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
    } catch {
      // What the tool sent is no request at all, or the product did not answer in time.
      if (!going.headersSent) going.writeHead(502);
      going.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...door,
    async close() {
      server.close().closeAllConnections();
      await client.end();
    },
  };
}
