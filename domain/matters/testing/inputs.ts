import type { z } from 'zod';
import type { ActionRefs } from '../action.ts';
import type { Step } from '../define-matter.ts';
import { BODIES, centre } from './town.ts';

const OTHER_MATTER = { id: centre.id, number: '640121104205-20260302-000009' };
const WORDS = ['灯杆编号 12，天黑后一直不亮。', '已派人去看。', '请补充一张照片。'];
const ENTRIES = [1, 2, 3];

/** A valid value for each field a step's input may have; `pick` chooses among several. A new field must be added here to be walked. */
const VALUES: Record<string, (pick: number) => unknown> = {
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

/** A valid input of a step, and what the server would resolve its ids to. */
export function inputsOf(
  name: string,
  step: Step,
  pick: number,
): { input: Record<string, unknown>; naming: Pick<ActionRefs, 'body' | 'matter'> } {
  const input: Record<string, unknown> = {};
  for (const [field, schema] of Object.entries(step.input.shape)) {
    const options =
      (schema as z.ZodType & { options?: readonly string[] }).options ??
      (schema as { unwrap?: () => { options?: readonly string[] } }).unwrap?.().options;
    if (options) input[field] = options[pick % options.length];
    else if (VALUES[field]) input[field] = VALUES[field](pick);
    else throw new Error(`the walk does not know what to put into "${field}" of step "${name}": add it to VALUES`);
  }
  const wanted = input.body ?? input.suggested;
  const body = BODIES.find((one) => one.id === wanted);
  return { input, naming: { ...(body ? { body } : {}), ...(input.matter ? { matter: OTHER_MATTER } : {}) } };
}
