import { useCallback, useEffect, useState } from 'react';
import { countOutbox } from '../../../domain/outbox/next-to-send.ts';
import { Button } from '../../kit/button.tsx';
import { call, newCommandId, type OutputOf } from '../../kit/call.ts';
import { momentText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { emptyPhone, handOver, lock } from '../shell/app.ts';
import { useReachable } from '../shell/reach.ts';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';

type Device = OutputOf<'field.devices'>['devices'][number];

/** The phones that hold this worker's grid; a lost one is emptied from here. */
function Devices({ own }: { own: string | undefined }) {
  const online = useReachable();
  const { vault } = useOpen();
  const [devices, setDevices] = useState<Device[]>();
  const [error, setError] = useState<unknown>();
  const account = vault.owner;
  const look = useCallback(
    () =>
      call('field.devices', {}, { account })
        .then((found) => setDevices(found.devices))
        .catch(setError),
    [account],
  );
  useEffect(() => {
    if (online) void look();
  }, [online, look]);
  const wipe = async (device: string) => {
    await call('field.wipe', { device }, { commandId: newCommandId(), account }).catch(setError);
    await look();
  };
  return (
    <section className="group">
      <h2>{t('devices')}</h2>
      {!online && <p className="quiet">{t('devicesOffline')}</p>}
      <ErrorBanner error={error} />
      <ul className="field-rows">
        {devices?.map((device) => (
          <li key={device.id} className="field-row">
            <Icon name="phone" />
            <span className="field-row-words">
              <strong>{device.name}</strong>
              <span className="field-row-under">
                {device.id === own
                  ? t('thisOne')
                  : device.state === 'in-use'
                    ? t('seen', { time: momentText(device.seenAt) })
                    : t(device.state === 'wipe-ordered' ? 'ordered' : device.state)}
              </span>
            </span>
            {device.id !== own && device.state === 'in-use' && <Button onClick={() => void wipe(device.id)}>{t('order')}</Button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who carries this phone, how it is protected, and how it is emptied. */
export default function MePage() {
  const open = useOpen();
  const [own, setOwn] = useState<string>();
  const [asked, setAsked] = useState(false);
  const { waiting, aside } = countOutbox(open.entries, open.vault.owner);
  useEffect(() => {
    void open.vault.disk.phone(open.vault.owner).then((phone) => setOwn(phone?.device.id));
  }, [open.vault]);
  return (
    <Screen title={t('title')} back="/">
      {open.day && (
        <p>
          <strong>{open.day.worker.name}</strong> {open.day.worker.roleTitle}
          <br />
          <span className="quiet">{open.day.worker.rangeName}</span>
        </p>
      )}
      <p className="quiet small">{t('safety')}</p>
      <Button wide icon="lock" onClick={lock}>
        {t('lock')}
      </Button>
      <Devices own={own} />
      <Button wide icon="people" onClick={() => void handOver()}>
        {t('other')}
      </Button>
      <p className="quiet small">{t('otherWords')}</p>
      {asked ? (
        <Banner
          tone="brick"
          title={waiting + aside > 0 ? t('emptyUnsent', { n: waiting + aside }) : t('empty')}
          action={
            <div className="pair">
              <Button onClick={() => setAsked(false)}>{t('keep')}</Button>
              <Button look="danger" onClick={() => void emptyPhone(open.vault.owner, 'ordered')}>
                {t('emptyYes')}
              </Button>
            </div>
          }
        >
          {t('emptyAsk')}
        </Banner>
      ) : (
        <Button look="quiet" onClick={() => setAsked(true)}>
          {t('empty')}
        </Button>
      )}
    </Screen>
  );
}
