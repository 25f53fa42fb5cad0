import { Modal } from 'antd';
import { useState } from 'react';
import type { Parameter } from '../../../domain/policy/contract.ts';
import { Tag } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { useStaff } from '../shell/me.ts';
import { ReadState } from '../shell/read-state.tsx';
import { shortMoment } from '../shell/times.ts';
import { say } from './messages.ts';
import { ParameterForm } from './parameter-form.tsx';
import { valueText } from './unit.ts';

const STATES = { now: () => say('stateNow'), coming: () => say('stateComing'), past: () => say('statePast') };

function History({ parameter }: { parameter: Parameter }) {
  return (
    <details className="beside">
      <summary>
        {say('history')} {parameter.history.length}
      </summary>
      <ul className="history">
        {parameter.history.map((entry) => (
          <li key={`${entry.territory}${entry.validFrom}${entry.setAt}`}>
            <Tag tone={entry.state === 'now' ? 'leaf' : entry.state === 'coming' ? 'wheat' : 'plain'}>{STATES[entry.state]()}</Tag>{' '}
            {entry.territoryName} {valueText(entry.value, parameter)} · {entry.validFrom} · {entry.source}
            <span className="quiet">
              {' '}
              {entry.setBy} {shortMoment(entry.setAt)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Every number with its source and since when it holds; administrators set a new one from a date on. */
export function ParametersPart() {
  const staff = useStaff();
  const parameters = useRead('policy.parameters', {});
  const [setting, setSetting] = useState<Parameter | null>(null);
  const mayset = staff.role === 'administrator';
  return (
    <>
      <p className="quiet">{say('intro')}</p>
      <ReadState read={parameters} lines={14}>
        {(data) => (
          <div className="table-wrap">
            <table className="table table-cards">
              <thead>
                <tr>
                  <th scope="col">{say('colTitle')}</th>
                  <th scope="col">{say('colValue')}</th>
                  <th scope="col">{say('colSince')}</th>
                  <th scope="col">{say('colSource')}</th>
                  {mayset && (
                    <th scope="col">
                      <span className="visually-hidden">{say('setNew')}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {(data.items as Parameter[]).map((parameter) => (
                  <tr key={parameter.key}>
                    <th scope="row">
                      {parameter.title}
                      {parameter.clause && <span className="quiet"> {say('clause', { clause: parameter.clause })}</span>}
                    </th>
                    <td>
                      <strong>{valueText(parameter.value, parameter)}</strong>
                    </td>
                    <td data-label={say('colSince')}>{parameter.validFrom ?? say('neverSet')}</td>
                    <td data-label={say('colSource')}>
                      {parameter.source}
                      {parameter.history.length > 0 && <History parameter={parameter} />}
                    </td>
                    {mayset && (
                      <td>
                        <button type="button" className="link" onClick={() => setSetting(parameter)}>
                          {say('setNew')}
                        </button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </ReadState>
      <Modal open={setting !== null} title={setting?.title} footer={null} onCancel={() => setSetting(null)} destroyOnHidden width={440}>
        {setting && <ParameterForm parameter={setting} onDone={() => setSetting(null)} />}
      </Modal>
    </>
  );
}
