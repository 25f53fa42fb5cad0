import { z } from 'zod';

/** What each of the first 17 digits weighs, and the last character for each rest (GB 11643). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const LENGTH = 18;

/** The last character that goes with the first 17 digits of an identity number (GB 11643). */
export const checkOf = (digits: string): string =>
  CHECKS[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11] ?? '';

/** An identity number as it is kept: plain digits, a large X, no blanks or dashes. */
export const plainIdentity = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll(/[\s-]+/g, '')
    .toUpperCase();

/** What is wrong with an identity number (公民身份号码, GB 11643), as one sentence; null where nothing is. Birth date and sex inside it are never read. */
export function wrongInIdentity(number: string): string | null {
  if (number.length === 15 && /^\d+$/.test(number)) return '这是 15 位的老号，请按现在的身份证填 18 位。';
  if (number.length !== LENGTH) return `身份证号是 18 位，这里有 ${number.length} 位。`;
  if (!/^\d{17}[\dX]$/.test(number)) return '身份证号只有数字，只有最后一位可以是 X。';
  return checkOf(number) === number[LENGTH - 1] ? null : '身份证号不对，可能有一位写错了，请对着身份证再看一遍。';
}

/** An identity number as people type it; what is kept is plain. */
export const IdentityNumber = z
  .string('请填身份证号')
  .max(40, '身份证号是 18 位')
  .overwrite(plainIdentity)
  .superRefine((number, context) => {
    const wrong = wrongInIdentity(number);
    if (wrong) context.addIssue({ code: 'custom', message: wrong });
  })
  .meta({ examples: ['640121185003070013'] });

/** Whether words hold what looks like an identity number, however it is spaced. */
export const holdsIdentityNumber = (words: string): boolean => /(?<!\d)\d{17}[\dX](?![\dA-Z])/.test(plainIdentity(words));

/**
 * An identity number as screens show it: only its last character, which is worked out from all the others and tells none of them. The place,
 * the birth date and the sex are in the other 17, and four of them beside a known birthday would be enough to work out the rest.
 */
export const maskIdentity = (number: string | null): string => (number ? `${'*'.repeat(LENGTH - 1)}${number.slice(-1)}` : '');
