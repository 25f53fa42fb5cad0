import type { z } from 'zod';
import type { ActionRefs } from '../action.ts';
import type { MatterDefinition, Step } from '../define-matter.ts';
import { BODIES, centre, VILLAGE } from './town.ts';

const OTHER_MATTER = { id: centre.id, number: '640121104205-20260302-000009' };
const WORDS = ['灯杆编号 12，天黑后一直不亮。', '已派人去看。', '请补充一张照片。'];
const ENTRIES = [1, 2, 3];

/** A valid value for fields many steps share; `pick` chooses among several. */
const VALUES: Record<string, (pick: number) => unknown> = {
  title: () => '学校门口路灯不亮',
  village: () => VILLAGE,
  words: (pick) => WORDS[pick % WORDS.length],
  attachments: () => [],
  body: (pick) => BODIES[pick % BODIES.length]?.id,
  suggested: (pick) => BODIES[pick % BODIES.length]?.id,
  matter: () => OTHER_MATTER.id,
  days: (pick) => 1 + (pick % 10),
  basis: () => '县级部门三定方案',
  complex: (pick) => pick % 2 === 0,
  toResident: (pick) => pick % 2 === 0,
  reached: (pick) => pick % 3 !== 0,
  solved: (pick) => pick % 2 === 0,
  entry: (pick) => ENTRIES[pick % ENTRIES.length],
};

/** A valid value of a field: an example its schema gives, an option, or one known by its name. Undefined where it may be left out. */
function exampleOf(field: string, schema: z.ZodType, pick: number): unknown {
  const inner = (schema as { unwrap?: () => z.ZodType }).unwrap?.() ?? schema;
  const examples = schema.meta()?.examples as unknown[] | undefined;
  if (examples?.length) return examples[pick % examples.length];
  const options = (inner as { options?: readonly unknown[] }).options;
  if (options) return options[pick % options.length];
  if (VALUES[field]) return VALUES[field](pick);
  if (schema.safeParse(undefined).success) return undefined;
  throw new Error(`the walk does not know what to put into "${field}": give its schema .meta({ examples: [...] })`);
}

const exampleForm = (shape: Readonly<Record<string, z.ZodType>>, pick: number): Record<string, unknown> => {
  const values = Object.entries(shape).map(([field, schema]) => [field, exampleOf(field, schema, pick)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
};

/** A valid form of a kind. */
export const formOf = (definition: MatterDefinition, pick = 0): Record<string, unknown> =>
  definition.form.parse(exampleForm(definition.form.shape as Record<string, z.ZodType>, pick)) as Record<string, unknown>;

/** A valid input of a step, and what the server would resolve its ids to. */
export function inputsOf(step: Step, pick: number): { input: Record<string, unknown>; naming: Pick<ActionRefs, 'body' | 'matter'> } {
  const input = exampleForm(step.input.shape as Record<string, z.ZodType>, pick);
  const wanted = input.body ?? input.suggested;
  const body = BODIES.find((one) => one.id === wanted);
  return { input, naming: { ...(body ? { body } : {}), ...(input.matter ? { matter: OTHER_MATTER } : {}) } };
}
