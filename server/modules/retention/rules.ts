import type { RetentionRule } from '../../platform/retention.ts';
import { accountRetention } from '../accounts/index.ts';
import { boardRetention } from '../board/index.ts';
import { bodyRetention } from '../bodies/index.ts';
import { breakGlassRetention } from '../break-glass/index.ts';
import { consentRetention } from '../consents/index.ts';
import { fieldRetention } from '../field/index.ts';
import { fileRetention } from '../files/index.ts';
import { jobRetention } from '../jobs/index.ts';
import { keyRetention } from '../keys/index.ts';
import { matterRetention } from '../matters/index.ts';
import { messageRetention } from '../messages/index.ts';
import { open311Retention } from '../open311/index.ts';
import { peopleRetention } from '../people/index.ts';
import { proxyRetention } from '../proxy/index.ts';
import { purposeRetention } from '../purposes/index.ts';
import { webhookRetention } from '../webhooks/index.ts';

/** Rules a job of this module carries out, each in a transaction of its own, so that one that fails stops no other. */
export const NIGHTLY: readonly RetentionRule[] = [
  ...accountRetention,
  ...boardRetention,
  ...breakGlassRetention,
  ...bodyRetention,
  ...fieldRetention,
  ...jobRetention,
  ...matterRetention,
  ...messageRetention,
  ...consentRetention,
  ...peopleRetention,
  ...proxyRetention,
  ...purposeRetention,
  ...webhookRetention,
  ...open311Retention,
  // Last: the rules above free keys.
  ...keyRetention,
];

/** Every term that is carried out; uploads by `files.sweep`, which also empties the disk. */
export const RETENTION_RULES: readonly RetentionRule[] = [...NIGHTLY, ...fileRetention];
