import { render, RenderResult } from '@testing-library/react';
import { ReactElement } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

/** Renders within a router and shows the address as `data-testid="address"`. */
export function renderWithRouter(
  element: ReactElement,
): RenderResult & { update: (shown: ReactElement) => void } {
  const tree = (shown: ReactElement) => (
    <MemoryRouter
      future={{ v7_startTransition: true, v7_relativeSplatPath: true }}
    >
      <main>{shown}</main>
      <Address />
    </MemoryRouter>
  );
  const result = render(tree(element));
  return {
    ...result,
    update: (shown: ReactElement) => result.rerender(tree(shown)),
  };
}
