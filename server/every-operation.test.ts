import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from './operations.ts';
import type { Operation } from './platform/operation.ts';
import { type ProblemBody, type Town, town } from './testing/matters.ts';
import { callerOf, inputOf, type Schema, sampleOf } from './testing/operation-input.ts';
import { newAddress } from './testing/world.ts';

/** Whether text is what a field wants, in one of its forms. */
const takesText = (schema: Schema): boolean =>
  schema.type === 'string' || [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some((option) => takesText(option));

/** Wrong values of a field, each with what is wrong about it. */
function wrongValues(schema: Schema): [string, unknown][] {
  return [
    ['an object where none is', schema.type === 'object' ? '路灯' : { nonsense: { deeper: true } }],
    ['a list where none is', schema.type === 'array' ? 7 : [[[]]]],
    ['a number no field takes', Number.MAX_VALUE],
    ['a control character', '路灯\u0007坏了'],
    ['half a character', '路灯\ud83d'],
    ...(takesText(schema) ? [['more text than a field takes', '长'.repeat(60_000)] as [string, unknown]] : []),
  ];
}

let place: Town;
beforeAll(async () => {
  // How often one may call is another test's.
  place = await town({ perMinute: false });
});
afterAll(() => place.stop());

async function send(operation: Operation, payload: string) {
  const caller = callerOf(operation);
  const response = await place.http.inject({
    method: 'POST',
    url: `/api/${operation.name.replace('.', '/')}`,
    remoteAddress: newAddress(),
    headers: { 'content-type': 'application/json', 'x-linli': '1', ...(caller ? { cookie: `linli_session=${place.as[caller]}` } : {}) },
    payload,
  });
  return { status: response.statusCode, type: response.headers['content-type']?.toString(), text: response.body };
}

/** That an answer refuses with a problem a person can read, and shows nothing of the inside. */
function expectProblem({ status, type, text }: Awaited<ReturnType<typeof send>>, what: string, expected?: string): ProblemBody {
  expect([status, type], `${what}: ${text}`).toEqual([
    expect.toSatisfy((code: number) => code >= 400 && code < 500),
    'application/problem+json; charset=utf-8',
  ]);
  const problem = JSON.parse(text) as ProblemBody;
  expect(problem.title, what).toMatch(/^\p{Script=Han}.*。$/u);
  expect(text, what).not.toMatch(/ at \S+:\d+|node_modules|Error:|select |postgres/i);
  for (const { message } of problem.errors ?? []) expect(message, what).toMatch(/\p{Script=Han}/u);
  if (expected) expect(problem.type, what).toBe(`/problems/${expected}`);
  return problem;
}

describe.each(operations.map((operation) => [operation.name, operation] as const))('%s', (_name, operation) => {
  const schema = inputOf(operation);

  it('refuses what is no request, is too large, or holds a field it does not know', async () => {
    expectProblem(await send(operation, '{"id": '), 'broken JSON', 'malformed-request');
    expectProblem(await send(operation, '[{}]'), 'a list', 'malformed-request');
    expectProblem(await send(operation, JSON.stringify({ words: '长'.repeat(200_000) })), 'too large', 'too-large');
    const unknown = expectProblem(await send(operation, JSON.stringify({ nonsense: 1 })), 'an unknown field', 'invalid-input');
    expect(JSON.stringify(unknown.errors)).toContain('nonsense');
  });

  it('names each field that is wrong', async () => {
    for (const [field, own] of Object.entries(schema.properties ?? {})) {
      for (const [what, value] of wrongValues(own)) {
        const problem = expectProblem(await send(operation, JSON.stringify({ [field]: value })), `${field}: ${what}`, 'invalid-input');
        expect(
          problem.errors?.map(({ path }) => path.split('.')[0]),
          `${field}: ${what}`,
        ).toContain(field);
      }
    }
  });

  it('answers ids that name nothing with a list or a sentence', async () => {
    const input = sampleOf(schema);
    const parsed = operation.input.safeParse(input);
    expect(parsed.error?.issues, 'the sample is no valid input: add a text of that shape').toBeUndefined();
    const answer = await send(operation, JSON.stringify(input));
    if (answer.status !== 200) expectProblem(answer, JSON.stringify(input));
    // What is asked of one thing that does not exist cannot be done.
    else if (operation.kind === 'command') {
      // A phone names itself when it registers, which this test has let it do.
      const ids = Object.entries(schema.properties ?? {}).filter(
        ([field, own]) => field === 'id' || (own.format === 'uuid' && field !== 'device'),
      );
      expect(ids.map(([field]) => field)).toEqual([]);
    }
  });
});
