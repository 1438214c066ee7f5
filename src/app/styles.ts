/** The page's styles, from the ground up. */
import './fonts.css';
import './theme.css';
import '../ui/buttons.css';
import '../ui/section.css';
import '../ui/fields.css';
import '../ui/popover.css';
import '../views/panels/panels.css';
import '../views/inspector/facts.css';
import '../views/inspector/inspector.css';
import '../views/inspector/map.css';
import '../views/anchors/anchors.css';
import '../views/charts/charts.css';
import './layout.css';
import './phone.css';
import './fullSize.css';
import './embedding.css';
import './overlays.css';
