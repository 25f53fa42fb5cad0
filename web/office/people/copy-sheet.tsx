import './own-data.css';
import { Fragment } from 'react';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { momentText } from '../../kit/dates.ts';
import { useStaff } from '../shell/me.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { say } from './messages.ts';

/** Paper is read in other years too: seen from here every day has its year. */
const EVER = new Date(0);

/** Everything kept of a resident, on paper, for the resident to take home (Personal Information Protection Law, article 45). */
export function CopySheet({ copy, onBack }: { copy: OutputOf<'ownData.copyFor'>; onBack: () => void }) {
  const staff = useStaff();
  return (
    <>
      <ScreenHead
        title={say('copyTitle', { name: copy.name })}
        documentTitle={say('copy')}
        aside={
          <span className="row no-print">
            <Button icon="back" onClick={onBack}>
              {say('copyBack')}
            </Button>
            <Button look="filled" icon="print" onClick={() => window.print()}>
              {say('copyPrint')}
            </Button>
          </span>
        }
      />
      <article className="panel">
        <p className="quiet">{say('copyMade', { at: momentText(copy.madeAt, EVER), body: staff.body.name, name: staff.name })}</p>
        {copy.sections.map((section) => (
          <section key={section.title} className="copy-section">
            <h2>{section.title}</h2>
            <p className="quiet">{say('copyBasis', { basis: section.basis, kept: section.kept })}</p>
            {section.rows.length === 0 ? (
              <p>{say('copyNothing')}</p>
            ) : (
              <dl className="details">
                {section.rows.map((row, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a copy does not change while it is read
                  <Fragment key={at}>
                    <dt>{row.label}</dt>
                    <dd>{row.value}</dd>
                  </Fragment>
                ))}
              </dl>
            )}
          </section>
        ))}
      </article>
    </>
  );
}
