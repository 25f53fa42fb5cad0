import { accountOperations } from './modules/accounts/index.ts';
import { auditOperations } from './modules/audit/index.ts';
import { boardOperations } from './modules/board/index.ts';
import { bodyOperations } from './modules/bodies/index.ts';
import { breakGlassOperations } from './modules/break-glass/index.ts';
import { fieldOperations } from './modules/field/index.ts';
import { jobOperations } from './modules/jobs/index.ts';
import { matterOperations } from './modules/matters/index.ts';
import { messageOperations } from './modules/messages/index.ts';
import { open311Operations } from './modules/open311/index.ts';
import { ownDataOperations } from './modules/own-data/index.ts';
import { peopleOperations } from './modules/people/index.ts';
import { policyOperations } from './modules/policy/index.ts';
import { proxyOperations } from './modules/proxy/index.ts';
import { sealingOperations } from './modules/sealing/index.ts';
import { serviceOperations } from './modules/services/index.ts';
import { statisticsOperations } from './modules/statistics/index.ts';
import { territoryOperations } from './modules/territory/index.ts';
import { verificationOperations } from './modules/verifications/index.ts';
import { webhookOperations } from './modules/webhooks/index.ts';
import type { Operation } from './platform/operation.ts';

/** Every operation of the server: the routes, the API document, the typed client and the access matrix are drawn from this list. */
export const operations: readonly Operation[] = [
  ...accountOperations,
  ...territoryOperations,
  ...bodyOperations,
  ...peopleOperations,
  ...matterOperations,
  ...serviceOperations,
  ...proxyOperations,
  ...verificationOperations,
  ...messageOperations,
  ...fieldOperations,
  ...statisticsOperations,
  ...boardOperations,
  ...policyOperations,
  ...jobOperations,
  ...open311Operations,
  ...webhookOperations,
  ...auditOperations,
  ...sealingOperations,
  ...ownDataOperations,
  ...breakGlassOperations,
];
