import type { FieldSection } from '../shell/section.ts';
import { t } from './messages.ts';
import { ProxyFacts } from './proxy-facts.tsx';
import { TodayServices } from './today-services.tsx';

const supplyPath = (matter: string): string => `/services/supply/${matter}`;

const deliverPath = (matter: string): string => `/services/deliver/${matter}`;

export const servicesSection: FieldSection = {
  name: 'services',
  Today: TodayServices,
  routes: [
    { path: '/services/new', load: () => import('./collect-page.tsx') },
    { path: '/services/hand-in', load: () => import('./hand-in-page.tsx') },
    { path: '/services/supply/:id', load: () => import('./supply-page.tsx') },
    { path: '/services/deliver/:id', load: () => import('./deliver-page.tsx') },
  ],
  starts: [{ title: t('start'), icon: 'edit', path: (household) => `/services/new?household=${household}` }],
  kind: {
    kind: 'proxy-service',
    steps: { supply: supplyPath, deliver: deliverPath, 'return-papers': deliverPath, 'hand-in': () => '/services/hand-in' },
    Facts: ProxyFacts,
  },
  mends: ({ operation, commandId, input }) => {
    if (operation === 'proxy.collect') return `/services/new?mend=${commandId}`;
    if (operation === 'proxy.handIn') return `/services/hand-in?mend=${commandId}`;
    if (operation === 'matters.deliver' || operation === 'matters.return-papers')
      return `${deliverPath(String(input.id))}?mend=${commandId}`;
    return operation === 'matters.supply' ? `${supplyPath(String(input.id))}?mend=${commandId}` : undefined;
  },
};
