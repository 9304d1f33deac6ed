import { Deadline } from "../components/deadline/deadline.ts";
import { KindSwitch } from "../components/kind-switch/kind-switch.ts";

for (const Component of [Deadline, KindSwitch]) {
  for (const root of document.querySelectorAll<HTMLElement>(Component.selector)) {
    new Component(root);
  }
}
