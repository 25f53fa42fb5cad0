import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { Icon } from '../../kit/icons.tsx';
import { MatterRows } from '../matters/matter-rows.tsx';
import { MadeToday } from '../outbox/made-today.tsx';
import { useOpen } from '../shell/state.ts';
import { proxyDue } from './due.ts';
import { t } from './messages.ts';
import { proxiesOf, servicesOf, toHandIn } from './services-of-day.ts';

/** Applications that wait for the worker: papers to complete, papers to hand in; and the way to collect another. */
export function TodayServices() {
  const open = useOpen();
  const [all, setAll] = useState(false);
  const proxies = proxiesOf(open);
  const mine = proxies.filter((matter) => matter.mine || matter.status === 'waiting-resident');
  const others = proxies.filter((matter) => !mine.includes(matter));
  const ready = toHandIn(open).length;
  if (servicesOf(open).length === 0 && proxies.length === 0) return null;
  return (
    <>
      {mine.length > 0 && <MatterRows title={t('waiting')} icon="doc" due={proxyDue} matters={mine} />}
      <section className="group" aria-label={t('title')}>
        <ul className="field-rows">
          {ready > 0 && (
            <li>
              <Link href="/services/hand-in" className="field-row">
                <Icon name="upload" />
                <span className="field-row-words">{t('handIn', { n: ready })}</span>
                <Icon name="chevron-right" />
              </Link>
            </li>
          )}
          <li>
            <Link href="/services/new" className="field-row">
              <Icon name="edit" />
              <span className="field-row-words">{t('start')}</span>
              <Icon name="chevron-right" />
            </Link>
          </li>
        </ul>
      </section>
      {others.length > 0 && !all && (
        <Button look="quiet" wide icon="chevron-down" onClick={() => setAll(true)}>
          {t('atCentre', { n: others.length })}
        </Button>
      )}
      {all && <MatterRows title={t('atCentre', { n: others.length })} icon="doc" due={proxyDue} matters={others} />}
      <MadeToday title={t('collectedToday')} operation="proxy.collect" />
    </>
  );
}
