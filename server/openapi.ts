import { z } from 'zod';
import { citeClause } from '../domain/policy/clauses.ts';
import { operations } from './operations.ts';
import type { Operation } from './platform/operation.ts';
import { PROBLEM_TYPES } from './platform/problem.ts';

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', enum: Object.keys(PROBLEM_TYPES).map((type) => `/problems/${type}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    reason: { type: 'string' },
    clause: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['path', 'message'], properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _$schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return rest;
}

function pathOf(operation: Operation) {
  const headers = [
    { name: 'x-linli', in: 'header', required: true, schema: { type: 'string', const: '1' } },
    ...(operation.kind === 'command'
      ? [{ name: 'linli-command', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } }]
      : []),
  ];
  return {
    post: {
      operationId: operation.name,
      summary: operation.summary,
      tags: [operation.name.split('.')[0]],
      description: `${citeClause(operation.clause)}. Open to: ${operation.roles.join(', ')}.`,
      'x-clause': operation.clause,
      'x-roles': operation.roles,
      'x-kind': operation.kind,
      parameters: headers,
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.input, 'input') } } },
      responses: {
        200: { description: 'Done', content: { 'application/json': { schema: schemaOf(operation.output, 'output') } } },
        default: {
          description: 'Problem details (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

/** The OpenAPI 3.1 document of all operations, drawn from their declarations. */
export function openApiDocument(): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: { title: 'Linli 邻里', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths: Object.fromEntries(operations.map((operation) => [`/api/${operation.name.replace('.', '/')}`, pathOf(operation)])),
    components: { schemas: { Problem: PROBLEM } },
  };
}
