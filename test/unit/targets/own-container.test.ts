import { expect } from 'chai';
import { containerIdOf } from '../../../src/targets/own-container.ts';

const ID = 'e90b8831a4b8'.padEnd(64, '0');

describe('containerIdOf', () => {
  it('reads the cgroup path of version 1', () => {
    expect(containerIdOf(`12:cpuset:/\n11:memory:/docker/${ID}\n`, '')).to.equal(ID);
  });

  it('reads the mount of /etc/hostname where version 2 hides the path', () => {
    const mounts = `612 590 254:1 /var/lib/docker/containers/${ID}/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw`;
    expect(containerIdOf('0::/\n', mounts)).to.equal(ID);
  });

  it('knows when it is in none', () => {
    expect(containerIdOf('0::/user.slice/user-0.slice\n', '22 1 8:1 / / rw - ext4 /dev/sda1 rw')).to.equal(undefined);
    expect(containerIdOf('', '')).to.equal(undefined);
  });
});
