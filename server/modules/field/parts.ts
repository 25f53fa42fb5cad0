import { householdsPart } from './households-part.ts';
import { inboxPart } from './inbox-part.ts';
import { mattersPart } from './matters-part.ts';
import { papersPart } from './papers-part.ts';
import { parametersPart } from './parameters-part.ts';
import type { FieldPart } from './part.ts';
import { servicesPart } from './services-part.ts';

/** Everything a phone takes along; a new kind of field work is a file and a line here. */
export const FIELD_PARTS: readonly FieldPart[] = [mattersPart, householdsPart, inboxPart, servicesPart, parametersPart, papersPart];
