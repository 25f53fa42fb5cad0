import type { Operation } from '../../platform/operation.ts';
import { inputOf, sampleOf } from '../operation-input.ts';
import { accountCases } from './cases/accounts.ts';
import { type Case, NOTHING } from './cases/case.ts';
import { emergencyCases } from './cases/emergency.ts';
import { matterCases, stepCases } from './cases/matters.ts';
import { operatingCases } from './cases/operating.ts';
import { peopleCases } from './cases/people.ts';
import { placeCases } from './cases/places.ts';
import { serviceCases } from './cases/services.ts';
import type { World } from './world.ts';

const PARTS = [placeCases, accountCases, peopleCases, emergencyCases, matterCases, serviceCases, operatingCases];

/** Every case of an operation. What is about nothing in particular is asked with the least input its schema takes. */
export function casesOf(world: World, operation: Operation): Case[] {
  for (const part of PARTS) {
    const cases = part(world)[operation.name];
    if (cases) return cases();
  }
  if (operation.name.startsWith('matters.') && operation.input.shape?.seq) return stepCases(world, operation.name.slice('matters.'.length));
  return [{ subject: NOTHING, input: sampleOf(inputOf(operation)) as Record<string, unknown> }];
}
