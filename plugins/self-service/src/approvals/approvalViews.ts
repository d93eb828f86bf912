import { RequestsQuery } from '../api/SelfServiceApi';

/** Which requests the page lists. */
export type ApprovalView = {
  id: 'mine' | 'waiting' | 'decided';
  label: string;
  query: Pick<RequestsQuery, 'waitingForMe' | 'state' | 'decided'>;
  sorts: readonly string[];
  /** What waits longest comes first; what was decided last. */
  defaultSort: string;
};

/** The first is the person's own, and left out of the address. */
export const approvalViews: readonly ApprovalView[] = [
  {
    id: 'mine',
    label: 'You may decide',
    query: { waitingForMe: true },
    sorts: ['requestedAt'],
    defaultSort: 'requestedAt',
  },
  {
    id: 'waiting',
    label: 'All that wait',
    query: { state: ['waiting-for-approval'] },
    sorts: ['requestedAt'],
    defaultSort: 'requestedAt',
  },
  {
    id: 'decided',
    label: 'Decided',
    query: { decided: true },
    sorts: ['updatedAt'],
    defaultSort: '-updatedAt',
  },
];

export function viewOf(show: string | null | undefined): ApprovalView {
  return approvalViews.find(({ id }) => id === show) ?? approvalViews[0];
}
