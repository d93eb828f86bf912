import { addressesOf } from './addresses';

describe('addressesOf', () => {
  it.each([
    ['127.0.0.1', 'http://localhost:7007', 'http://127.0.0.1:7007', false],
    ['localhost', 'http://localhost:7007', 'http://localhost:7007', false],
    ['::1', 'http://localhost:7007', 'http://[::1]:7007', false],
    ['0.0.0.0', 'http://localhost:7007', 'http://127.0.0.1:7007', true],
    ['::', 'http://localhost:7007', 'http://127.0.0.1:7007', true],
    ['10.1.2.3', 'http://10.1.2.3:7007', 'http://10.1.2.3:7007', true],
    ['fd00::1', 'http://[fd00::1]:7007', 'http://[fd00::1]:7007', true],
  ])('of %s', (host, browser, local, open) => {
    expect(addressesOf(host, 7007)).toEqual({ browser, local, open });
  });
});
