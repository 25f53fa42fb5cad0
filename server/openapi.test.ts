import { describe, expect, it } from 'vitest';
import { APPOINTMENT_ROLES, STAFF_ROLES } from '../domain/accounts/roles.ts';
import { CLAUSES } from '../domain/policy/clauses.ts';
import { openApiDocument } from './openapi.ts';
import { operations } from './operations.ts';
import { PROBLEM_TYPES } from './platform/problem.ts';

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  'x-clause': string;
  'x-roles': string[];
  'x-kind': string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody: { content: Record<string, { schema: Record<string, unknown> }> };
  responses: Record<string, { description: string; content: Record<string, { schema: Record<string, unknown> }> }>;
}

const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  openapi: string;
  info: Record<string, unknown>;
  paths: Record<string, { post: Operation }>;
  components: { schemas: Record<string, unknown> };
};
const ROLES = [...STAFF_ROLES, 'resident', 'receipt-holder', 'anyone', 'system'];

/** Every `$ref` of a part of the document. */
function refsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(refsIn);
  if (part === null || typeof part !== 'object') return [];
  return Object.entries(part).flatMap(([key, inner]) => (key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner)));
}

describe('the interface document', () => {
  it('is OpenAPI 3.1 with a title, a version and a licence', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({
      title: expect.any(String),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      license: { identifier: 'Apache-2.0' },
    });
  });

  it('has one path for each operation, each name once', () => {
    const names = operations.map((operation) => operation.name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(document.paths).sort()).toEqual(names.map((name) => `/api/${name.replace('.', '/')}`).sort());
  });

  it('refers only to what it holds', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      for (const ref of refsIn(item)) expect(ref === '#/components/schemas/Problem', `${path}: ${ref}`).toBe(true);
    }
  });

  it('lists every problem', () => {
    expect(JSON.stringify(document.components.schemas.Problem)).toContain('/problems/changed');
    for (const type of Object.keys(PROBLEM_TYPES))
      expect(JSON.stringify(document.components.schemas.Problem)).toContain(`/problems/${type}`);
  });
});

describe.each(Object.entries(document.paths).map(([path, { post }]) => [path, post] as const))('%s', (path, post) => {
  it('names its clause, its roles and whether it changes something', () => {
    expect(CLAUSES).toHaveProperty([post['x-clause']]);
    expect(post['x-roles'].length).toBeGreaterThan(0);
    for (const role of post['x-roles']) expect(ROLES).toContain(role);
    expect(APPOINTMENT_ROLES.length).toBeGreaterThan(STAFF_ROLES.length);
    expect(['command', 'query']).toContain(post['x-kind']);
    expect(post.description).toContain(post['x-roles'].join(', '));
  });

  it('says in one sentence what it does, under the name of its path', () => {
    expect(post.summary).toMatch(/^[A-Z].+\.$/);
    expect(`/api/${post.operationId.replace('.', '/')}`).toBe(path);
    expect(post.operationId).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z-]*$/);
  });

  it('describes an object in, an object out, and problems', () => {
    expect(post.requestBody.content['application/json']?.schema.type, 'input').toBe('object');
    expect(post.requestBody.content['application/json']?.schema.additionalProperties, 'unknown fields are refused').toBe(false);
    const answer = post.responses['200']?.content['application/json']?.schema;
    expect(answer?.type === 'object' || Array.isArray(answer?.anyOf) || Array.isArray(answer?.oneOf), 'output').toBe(true);
    expect(post.responses.default?.content['application/problem+json']).toBeDefined();
    expect(post.parameters.map((parameter) => parameter.name)).toContain('x-linli');
    expect(post.parameters.some((parameter) => parameter.name === 'linli-command')).toBe(post['x-kind'] === 'command');
  });
});
