import { expect, test } from 'vitest';
import { STAFF_ROLES } from './roles.ts';
import { demandsFactor, FACTOR_CHOICES } from './second-factor.ts';

const demanded = (choice: number) => STAFF_ROLES.filter((role) => demandsFactor(role, choice));

test('each choice of a county adds to the one before, and none reaches the grid worker', () => {
  expect(FACTOR_CHOICES.map((_title, choice) => demanded(choice).length)).toEqual([0, 2, 6, 8]);
  expect(demanded(1)).toEqual(['supervisor', 'administrator']);
  expect(STAFF_ROLES.filter((role) => !demanded(3).includes(role))).toEqual(['grid-worker']);
});

test('posts that sign nobody in are asked for nothing', () => expect(demandsFactor('party-secretary', 3)).toBe(false));
