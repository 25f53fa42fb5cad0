import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { call, Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useBack } from '../back.ts';
import { rememberCode } from './looked-up.ts';
import { t } from './messages.ts';

/** How a matter stands, by receipt code and without signing in; the QR picture brings the code behind `#`, where no log sees it, and looks at once. */
export default function ProgressPage({ code: fromAddress }: { code?: string }) {
  const back = useBack();
  const [, navigate] = useLocation();
  const [code, setCode] = useState(fromAddress ?? '');
  const [wrong, setWrong] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const began = useRef(false);

  const look = async (typed: string) => {
    const clean = typed.replace(/[\s]/g, '').toUpperCase();
    setError(undefined);
    setWrong(clean ? undefined : t('progressMissing'));
    if (!clean) return;
    setBusy(true);
    try {
      const found = await call('matters.mine', {}, { receipt: clean });
      const matter = found.matters[0];
      if (!matter) return setWrong(t('progressWrong'));
      rememberCode(matter.id, clean);
      navigate(`/matters/${matter.id}`, { replace: true });
    } catch (failure) {
      if (failure instanceof Problem && [400, 401, 403, 404, 422].includes(failure.status)) setWrong(t('progressWrong'));
      else setError(failure);
    } finally {
      setBusy(false);
    }
  };

  useEffect(() => {
    if (began.current || !fromAddress) return;
    began.current = true;
    void look(fromAddress);
  });

  return (
    <Page title={t('progress')} documentTitle={t('progress')} onBack={back}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void look(code);
        }}
      >
        <TextInput
          label={t('progressLabel')}
          hint={t('progressHint')}
          error={wrong}
          value={code}
          maxLength={24}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          className="code-input"
          onChange={(event) => setCode(event.target.value)}
        />
        <ErrorBanner error={error} onRetry={() => void look(code)} />
        <Button look="filled" wide type="submit" icon="search" busy={busy}>
          {t('progressLook')}
        </Button>
      </form>
    </Page>
  );
}
