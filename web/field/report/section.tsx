import { MadeToday } from '../outbox/made-today.tsx';
import type { FieldSection } from '../shell/section.ts';
import { t } from './messages.ts';

/** What the worker has reported today; an arrived one opens as the matter it became. */
function TodayReports() {
  return (
    <MadeToday
      title={t('today')}
      operation="matters.file"
      arrivedAt={({ answer }) => (typeof answer?.id === 'string' ? `/matters/${answer.id}` : undefined)}
    />
  );
}

export const reportSection: FieldSection = {
  name: 'report',
  Today: TodayReports,
  routes: [{ path: '/report', load: () => import('./report-page.tsx') }],
  mends: ({ operation, commandId }) => (operation === 'matters.file' ? `/report?mend=${commandId}` : undefined),
  starts: [{ title: t('forHousehold'), icon: 'plus', path: (household) => `/report?household=${household}` }],
};
