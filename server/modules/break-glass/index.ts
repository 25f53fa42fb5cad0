import type { Operation } from '../../platform/operation.ts';
import { agree, decline, waiting } from './answer.ts';
import { ask } from './ask.ts';
import { mine, shut, view } from './look.ts';
import { openings, review } from './review.ts';

export { breakGlassRetention } from './retention-store.ts';

export const breakGlassOperations: Operation[] = [ask, mine, waiting, agree, decline, view, shut, openings, review];
