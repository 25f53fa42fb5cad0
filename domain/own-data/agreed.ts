import { z } from 'zod';
import { type ConsentPurpose, textVersionOf } from './consents.ts';

/** The version of the text somebody read and agreed to, which must be the one shown today (Personal Information Protection Law, article 14). */
export const agreedTo = (purpose: ConsentPurpose) =>
  z
    .number('请先看过并同意')
    .refine((version) => version === textVersionOf(purpose), '同意的话换了新的，请刷新后再看一遍')
    .meta({ examples: [textVersionOf(purpose)] });
