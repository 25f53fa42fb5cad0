import { levelOf } from '../../../../domain/bodies/body.ts';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { say } from './messages.ts';

/** What the days of a matter are for, by its kind and whose hands it is in: signed and answered, accepted and decided, planned and reported. */
export function promiseWords({ kind, holder }: Pick<MatterView, 'kind' | 'holder'>): { sign: string; answer: string; done: string } {
  if (kind === 'proxy-service')
    return {
      sign: say('willAccept'),
      answer: levelOf(holder.kind) === 'village' ? say('willHandIn') : say('willDecide'),
      done: say('hasDecided'),
    };
  if (kind === 'home-verification') return { sign: say('willPlan'), answer: say('willReport'), done: say('hasReported') };
  return { sign: say('willSign'), answer: say('willAnswer'), done: say('hasAnswered') };
}
