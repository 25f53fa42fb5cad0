import { App } from 'antd';
import type { ReactNode } from 'react';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { ErrorBanner, Tag } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { ReadState } from '../shell/read-state.tsx';
import { shortMoment } from '../shell/times.ts';
import { say } from './messages.ts';

type Device = OutputOf<'field.devices'>['devices'][number];

const STATES = {
  'in-use': () => null,
  'wipe-ordered': () => <Tag tone="wheat">{say('deviceOrdered')}</Tag>,
  wiped: () => <Tag tone="plain">{say('deviceWiped')}</Tag>,
  silent: () => <Tag tone="plain">{say('deviceSilent')}</Tag>,
} satisfies Record<Device['state'], () => ReactNode>;

/** The phones that hold a grid for an account, each of which can be ordered to empty itself; without `account` the own. */
export function FieldDevices({ account }: { account?: string }) {
  const { message, modal } = App.useApp();
  const devices = useRead('field.devices', account ? { account } : {});
  const wipe = useCommand('field.wipe', { refresh: ['field.devices'] });
  const ask = (device: Device) =>
    modal.confirm({
      title: say('deviceAsk', { name: device.name }),
      content: say('deviceAskWords'),
      okText: say('deviceWipe'),
      okButtonProps: { danger: true },
      cancelText: say('deviceKeep'),
      onOk: () => wipe.mutateAsync({ device: device.id }).then(() => void message.success(say('deviceOrdered'))),
    });
  return (
    <Card title={say('devices')} note={say('devicesWords')}>
      <ErrorBanner error={wipe.error} />
      <ReadState read={devices} lines={2}>
        {(data) => (
          <ul className="lines">
            {data.devices.length === 0 && <li className="quiet">{say('devicesNone')}</li>}
            {data.devices.map((device) => (
              <li key={device.id}>
                <span>
                  {device.name} {STATES[device.state]()}
                  <span className="quiet lines-note">
                    {say('seen', { when: shortMoment(device.seenAt) })} · {say('deviceSince', { when: shortMoment(device.registeredAt) })}
                  </span>
                </span>
                {(device.state === 'in-use' || device.state === 'silent') && (
                  <Button disabled={wipe.isPending} onClick={() => ask(device)}>
                    {say('deviceWipe')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </ReadState>
    </Card>
  );
}
