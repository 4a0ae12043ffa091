"""Style sheet, part one: windows, docks, bars, menus, tips, lists and cards."""

SURFACES = """
QMainWindow { background: $window; }
QDialog, QMessageBox { background: $panel; }
QDialog#palette { border: 1px solid $line_strong; border-radius: 8px; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QTextBrowser[role="page"], QTextBrowser[role="page"]:focus { background: $panel; border: none; border-radius: 0; padding: 4px 6px; }
QWidget { color: $text; }
QToolTip { background: $text; color: $window; border: none; padding: 2px 4px; }

/* What Qt shows on desktops without notifications: its paper is pale yellow, whatever the theme. */
QBalloonTip QLabel { color: #1c1f23; background: transparent; }
QBalloonTip QPushButton { background: transparent; border: none; border-radius: 4px; padding: 0; margin: 0;
    min-width: 18px; min-height: 18px; max-width: 18px; max-height: 18px; }
QBalloonTip QPushButton:hover { background: #e8e6b8; }

QMenuBar { background: $panel; border-bottom: 1px solid $line; padding: 2px 8px; spacing: 2px; }
QMenuBar::item { padding: 4px 9px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $pressed; }

/* On a low screen it scrolls; in columns, which Qt would make of it, words are cut off. */
QMenu { background: $raised; border: 1px solid $line_strong; border-radius: 8px; padding: 5px; menu-scrollable: 1; }
QMenu::scroller { height: 18px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 6px; margin: 0; min-width: 120px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $pressed; margin: 5px 8px; }
QMenu::icon { padding-left: 10px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::indicator:checked { image: $mark_check_menu; }
QMenu::right-arrow { image: $mark_right; width: 14px; height: 14px; margin-right: 8px; }
QMenu::left-arrow { image: $mark_left; }

/* Qt takes the room at the left for all four sides: with seven of 44 pixels the buttons stand in the middle. */
QToolBar { background: $panel; border: none; border-bottom: 1px solid $line; spacing: 2px; padding: 0 7px; }
QToolBar::separator { background: $line; width: 1px; margin: 6px 6px; }

QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 8px; }
QSplitter::handle:vertical { height: 12px; }
QSplitter::handle:hover { background: $accent; border-radius: 1px; }
QSplitter::handle:horizontal:hover { margin: 0 3px; }
QSplitter::handle:vertical:hover { margin: 5px 0; }
QDockWidget { color: $text; }
QDockWidget > QWidget { background: $panel; }
QWidget[role="panel"] { background: $panel; }
QWidget[role="ground"] { background: $ground; }

QStatusBar { background: $panel; border-top: 1px solid $line; color: $quiet; font-size: 12px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $quiet; font-size: 12px; }

QTabWidget { background: $panel; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabWidget::tab-bar { left: 5px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { color: $quiet; font-size: 12px; padding: 10px 7px 8px 7px; margin: 0; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:disabled { color: $disabled; }
QTabBar:focus { outline: none; }
/* The ring takes its room from inside, and the words stay where they are. */
QTabBar::tab:focus { border: 2px solid $accent; border-radius: 6px; padding: 8px 5px; }
QTabBar[role="projects"] { background: $window; border-bottom: 1px solid $line; }
QTabBar[role="projects"]::tab {
    background: $window; border: none; border-right: 1px solid $line; border-bottom: 1px solid $line;
    padding: 0 4px 0 12px; height: 31px;
}
QTabBar[role="projects"]::tab:hover { background: $hover; }
QTabBar[role="projects"]::tab:selected { background: $ground; border-bottom: 1px solid $ground; }
QTabBar[role="projects"]::tab:focus { border-top: 2px solid $accent; border-radius: 0; padding: 0 4px 2px 12px; height: 27px; }
QTabBar[role="projects"] QToolButton { background: $window; border-radius: 0; padding: 0; }
QTabBar[role="projects"] QToolButton[role="tab"] { background: transparent; border: none; border-radius: 4px; }
QTabBar[role="projects"] QToolButton[role="tab"]:hover { background: $pressed; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#content { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractItemView {
    background: $panel; border: none; outline: none; selection-background-color: $accent_soft; selection-color: $text;
}
QAbstractItemView::item { border-radius: 6px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $accent_soft; }
/* One band across the columns, round at its ends. */
QTreeView::item, QTableView::item { border-radius: 0; }
QTreeView::item:first { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QTreeView::item:last { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QTreeView::item:only-one { border-radius: 6px; }
/* A delegate draws the ground of these: Qt's band would lie under it from edge to edge. */
QTreeView[role="drawn"]::item, QTreeView[role="drawn"]::item:hover, QTreeView[role="drawn"]::item:selected { background: transparent; }
/* With the three pixels of Qt eight, on both sides and in the head too: the band has room around what is in it. */
QTableView::item, QTreeView[role="rows"]::item { padding: 0 5px; }
/* Some systems open at the first click and tell of the click, too: what wants one hears of the opening alone. */
QListView[opens="click"] { activate-on-singleclick: 1; }
QListView[role="roomy"]::item { padding: 6px 8px; border-radius: 6px; }
QListView[role="roomy"]::item:focus { border: 2px solid $accent; padding: 4px 6px; }
QListView[role="lines"]::item { padding: 4px 8px; }
QTreeView[role="roomy"]::item { padding: 6px 5px; }
QHeaderView::section { background: $panel; color: $quiet; border: none; border-bottom: 1px solid $line; padding: 6px 8px; }

QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: 10px; }
QFrame[role="card"]:hover { border-color: $line_strong; }
QFrame[role="card"]:focus { border: 2px solid $accent; }
QFrame[role="drop"] { background: $field; border: 1px dashed $line_strong; border-radius: 10px; }
QFrame[role="drop"][state="over"] { background: $accent_soft; border: 1px dashed $accent; }
QFrame[role="drop"] QLineEdit { background: $panel; }
/* What springs up is as light as a field in the dark. */
#colorPicker QLineEdit { background: $window; }
#colorPicker QLineEdit:focus { background: $panel; }
QFrame[role="well"], QLabel[role="well"] { background: $field; border: none; border-radius: 8px; }
/* What is shown as in a field, and not written there. */
QLabel[role="value"] { background: $field; border: 1px solid transparent; border-radius: 6px; padding: 0 10px; }
QFrame[role="toast"] { background: $text; border: none; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: $window; }
QPushButton[role="toast"] { background: transparent; border: none; color: $window; font-weight: 600; }
QPushButton[role="toast"]:hover { text-decoration: underline; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="ghost"] { background: $raised; border: 1px solid $line_strong; }
QFrame[role="bar"] { background: $raised; border: 1px solid $line; border-radius: 10px; }
QGraphicsView { border: none; background: $ground; }

QLabel { background: transparent; }
QLabel[role="display"] { font-size: 24px; font-weight: 600; }
QLabel[role="title"] { font-size: 16px; font-weight: 600; }
QLabel[role="heading"] { font-size: 13px; font-weight: 600; }
QLabel[role="quiet"] { color: $quiet; font-size: 12px; }
QLabel[role="caption"] { color: $quiet; font-size: 11px; }
QLabel[role="error"] { color: $bad; font-size: 12px; }
QLabel[role="good"] { color: $good; font-size: 12px; }
QLabel[role="warn"] { color: $warn; font-size: 12px; }
QLabel[role="key"] {
    color: $quiet; background: $field; border: 1px solid $line; border-radius: 5px; padding: 2px 6px; font-size: 11px;
    min-height: 16px;
}
QLabel:disabled { color: $disabled; }
"""
