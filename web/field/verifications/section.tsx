import { MatterRows } from '../matters/matter-rows.tsx';
import type { FieldSection } from '../shell/section.ts';
import { useOpen } from '../shell/state.ts';
import { verificationsOf } from './checking.ts';
import { verificationDue } from './due.ts';
import { t } from './messages.ts';

const pathOf = (matter: string): string => `/verifications/${matter}`;

/** The doors the township wants to know about; those overdue in brick. */
function TodayVerifications() {
  const matters = verificationsOf(useOpen());
  if (matters.length === 0) return null;
  return <MatterRows title={t('waiting')} icon="door" due={verificationDue} path={({ id }) => pathOf(id)} matters={matters} />;
}

export const verificationsSection: FieldSection = {
  name: 'verifications',
  Today: TodayVerifications,
  routes: [{ path: '/verifications/:id', load: () => import('./verification-page.tsx') }],
  kind: { kind: 'home-verification', steps: { report: pathOf } },
  mends: ({ operation, commandId, input }) =>
    operation === 'matters.report' ? `${pathOf(String(input.id))}?mend=${commandId}` : undefined,
};
