import type { GlassState } from '../../../domain/break-glass/contract.ts';
import { Tag, type Tone } from '../../kit/notice.tsx';
import { say } from './messages.ts';

const TONES: Record<GlassState, Tone> = { waiting: 'wheat', lapsed: 'plain', declined: 'plain', open: 'brand', over: 'plain' };

/** Where a request stands. */
export const StateTag = ({ state }: { state: GlassState }) => <Tag tone={TONES[state]}>{say(state)}</Tag>;
