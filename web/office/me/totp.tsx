import { useEffect, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { Banner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { useStaff } from '../shell/me.ts';
import { AccountError } from './account-error.tsx';
import { say } from './messages.ts';

/** What an authenticator app scans. */
export function Qr({ uri }: { uri: string }) {
  const [svg, setSvg] = useState('');
  useEffect(() => {
    let gone = false;
    void import('qrcode').then(async (qrcode) => {
      const drawn = await qrcode.toString(uri, { type: 'svg', margin: 1 });
      if (!gone) setSvg(drawn);
    });
    return () => {
      gone = true;
    };
  }, [uri]);
  return svg ? <img className="totp-qr" src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} alt={say('totpQr')} /> : null;
}

/** The same for typing, four letters at a time. */
export const Secret = ({ text }: { text: string }) => (
  <code className="secret">
    {text.match(/.{1,4}/g)?.map((four, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one secret never move
      <span key={at}>{four}</span>
    ))}
  </code>
);

/** Six digits of the authenticator, and the button that gives them. */
export function CodeForm({
  label,
  busy,
  error,
  look = 'outline',
  onGiven,
}: {
  label: string;
  busy: boolean;
  error: unknown;
  look?: 'outline' | 'filled' | 'danger';
  onGiven: (code: string) => void;
}) {
  const [code, setCode] = useState('');
  const wrong = error instanceof Problem ? error.about('code') : undefined;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onGiven(code);
      }}
    >
      <TextInput
        label={say('totpCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        required
        error={wrong}
      />
      {!wrong && <AccountError error={error} />}
      <div className="form-end">
        <Button type="submit" look={look} busy={busy} disabled={code.length !== 6}>
          {label}
        </Button>
      </div>
    </form>
  );
}

/** The second factor of a password: set up with a QR code, proved with a code, removed with a code. */
export function Totp() {
  const start = useCommand('accounts.startTotp');
  const { totp } = useStaff();
  const confirm = useCommand('accounts.confirmTotp', { refresh: ['accounts.me'] });
  const remove = useCommand('accounts.removeTotp', { refresh: ['accounts.me'] });
  const [removing, setRemoving] = useState(false);
  return (
    <Card title={say('totp')}>
      <div className="form">
        <p>{say('totpWords')}</p>
        {confirm.isSuccess && <Banner tone="leaf" title={say('totpDone')} />}
        {remove.isSuccess && <Banner tone="leaf" title={say('totpRemoved')} />}
        <AccountError error={start.error} />
        {!start.data && !removing && (
          <div className="row">
            {totp ? (
              <Button
                onClick={() => {
                  remove.reset();
                  setRemoving(true);
                }}
              >
                {say('totpRemove')}
              </Button>
            ) : (
              <Button icon="lock" busy={start.isPending} onClick={() => start.mutate({})}>
                {say('totpStart')}
              </Button>
            )}
          </div>
        )}
        {removing && (
          <CodeForm
            label={say('totpRemove')}
            look="danger"
            busy={remove.isPending}
            error={remove.error}
            onGiven={(code) =>
              remove.mutate(
                { code },
                {
                  onSuccess: () => {
                    setRemoving(false);
                    confirm.reset();
                  },
                },
              )
            }
          />
        )}
        {start.data && (
          <>
            <p>
              {say('totpScan')} <Secret text={start.data.secret} />
            </p>
            <Qr uri={start.data.uri} />
            <CodeForm
              label={say('totpConfirm')}
              busy={confirm.isPending}
              error={confirm.error}
              onGiven={(code) =>
                confirm.mutate(
                  { code },
                  {
                    onSuccess: () => {
                      start.reset();
                      remove.reset();
                    },
                  },
                )
              }
            />
          </>
        )}
      </div>
    </Card>
  );
}
