"""Every command of the window, in the order of the menus. Keys follow the table of canvas habits."""

from __future__ import annotations

from studio_gui.model.clips import SHAPES
from studio_gui.ui.actions.row import Row

_FILE = (
    Row("new", "&New project", "file.new", "File", ("Ctrl+N",), "new", "always"),
    Row("new_portrait", "New &portrait project", "file.new:portrait", "File", (), "portrait", "always"),
    Row("open", "&Open…", "file.open_file", "File", ("Ctrl+O",), "open", "always"),
    Row("start_page", "S&tart page", "file.show_start", "File", (), "home", "project"),
    Row("back_to_project", "&Back to the project", "file.show_project", "File", ("Esc",), "chevron-left", "behind"),
    Row("save", "&Save", "file.save", "-File", ("Ctrl+S",), "save"),
    Row("save_as", "Save &as…", "file.save_as", "File", ("Ctrl+Shift+S",), "save"),
    Row("save_package", "Save as pac&kage…", "carrying.save_package", "File", (), "folder",
        hint="One zip file with the project and the media it uses"),
    Row("versions", "&Versions…", "versions.show", "File", (), "clock",
        hint="What changed since when, and the way back to it", also="history backup restore"),
    Row("import", "&Import files…", "documents.ask", "-File/Import", ("Ctrl+I",), "download", "always",
        hint="Slides, PDF pages, pictures, videos, subtitles, texts, tables and payloads",
        also="csv excel powerpoint pptx pdf srt"),
    Row("new_from_slides", "&New from slides…", "documents.slides", "File/Import", (), "scene", "always",
        hint="A project with a scene for every slide or page"),
    Row("paste_project", "&Paste project", "documents.paste_project", "File/Import", (), "paste", "always",
        hint="Open the JSON on the clipboard as a new project"),
    Row("export", "&Export video…", "export.export", "File/Export", ("Ctrl+E",), "export",
        also="mp4 render movie film save"),
    Row("series", "A video for every &row…", "documents.series", "File/Export", (), "film",
        hint="A table fills the project row by row: personal videos, the first three to look at before all are made",
        also="table csv excel spreadsheet batch mail merge personal"),
    *(Row(f"export_{form}", title, run, menu, (), icon)
      for form, title, run, menu, icon in (
          ("srt", "&Subtitles (SRT)…", "documents.script:srt", "-File/Export", "captions"),
          ("vtt", "Subtitles (&WebVTT)…", "documents.script:vtt", "File/Export", ""),
          ("md", "Script (&Markdown)…", "documents.script:md", "File/Export", "script"),
          ("txt", "Script (&text)…", "documents.script:txt", "File/Export", ""),
          ("storyboard", "Storyboard, &A4 (PDF)…", "documents.storyboard:A4", "-File/Export", "film"),
          ("storyboard_letter", "Storyboard, &Letter (PDF)…", "documents.storyboard:Letter", "File/Export", ""),
          ("frames", "&Frames (PNG)…", "documents.frames", "File/Export", "picture"))),
    Row("save_payload", "&Payload (JSON)…", "payload.save_file", "-File/Export", (), "code",
        hint="Write the JSON a service would be sent"),
    Row("media", "&Media files…", "carrying.show_media", "File/Media", (), "media",
        hint="Every file with its size and use; find missing ones, remove what nobody needs",
        also="missing relink find lost unused links"),
    Row("collect", "&Collect media", "carrying.collect_media", "File/Media", (), "",
        hint="Copy what lies outside of the project into it"),
    Row("hosting", "Media &hosting…", "accounts.hosting", "File/Media", (), "cloud", "always",
        hint="Where files are brought so that services can fetch them", also="s3 upload bucket webdav"),
    Row("accounts", "Acco&unts…", "accounts.show", "File/Accounts and services", (), "account", "always",
        hint="Add, test and remove accounts of services; where their keys are kept", also="keys login sign api"),
    Row("service_projects", "&Projects at the service…", "accounts.projects", "File/Accounts and services", (), "cloud",
        "always", hint="What was exported there: open it here, export it again, delete it"),
    Row("from_text", "&Make from text…", "accounts.from_text", "File/Accounts and services", (), "voice", "always",
        hint="A presenter of an account says a text: as a video, before green, or as a sound"),
    Row("avatars", "A&vatars…", "accounts.avatars", "File/Accounts and services", (), "presenter", "always",
        hint="Presenters made of a person’s footage: ask for one, and its diary until it is ready"),
    Row("new_window", "New &window", "file.new_window", "-File", ("Ctrl+Alt+N",), "external", "always"),
    Row("close_project", "&Close project", "file.close_project", "File", ("Ctrl+W",), "close"),
    Row("close_window", "C&lose window", "file.close_window", "File", ("Ctrl+Shift+W",), "", "windows:2"),
    Row("quit", "&Quit", "file.leave_all", "-File", ("Ctrl+Q",), "", "always"),
)  # fmt: skip

_EDIT = (
    Row("undo", "&Undo", "edit.undo", "Edit", ("Ctrl+Z",), "undo", "undo"),
    Row("redo", "&Redo", "edit.redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "redo"),
    Row("cut", "Cu&t", "edit.cut", "-Edit", ("Ctrl+X",), "cut", "copyable"),
    Row("copy", "&Copy", "edit.copy", "Edit", ("Ctrl+C",), "copy", "copyable"),
    Row("paste", "&Paste", "edit.paste", "Edit", ("Ctrl+V",), "paste", "scene"),
    Row("paste_in_place", "Paste in place", "edit.paste_in_place", "Edit", ("Ctrl+Shift+V",), "", "scene"),
    Row("duplicate", "&Duplicate", "edit.duplicate", "Edit", ("Ctrl+D",), "duplicate", "selected"),
    Row("delete", "De&lete", "edit.delete", "Edit", ("Del", "Backspace"), "trash", "selected"),
    Row("copy_style", "Copy style", "edit.copy_style", "-Edit", ("Ctrl+Alt+C",), "", "selected"),
    Row("paste_style", "Paste style", "edit.paste_style", "Edit", ("Ctrl+Alt+V",), "", "selected"),
    Row("pick_color", "Pick a colour", "edit.pick_color", "Edit", ("I",), "dropper", "scene",
        hint="For what is selected, or for the background: click anywhere in the window",
        also="eyedropper dropper color"),
    Row("select_all", "Select &all", "edit.select_all", "-Edit", ("Ctrl+A",), "", "clips"),
)  # fmt: skip

_INSERT = (
    Row("insert_text", "&Text", "insert.text", "Insert", (), "text", "scene"),
    *(Row(f"insert_shape_{name}", title, f"insert.shape:{name}", "Insert/Shape", (),
          f"shape-{title.lower().replace(' ', '-')}", "scene")
      for name, title in SHAPES.items()),
    Row("insert_picture", "&Picture…", "insert.picture", "Insert", (), "picture", "scene", also="image photo logo"),
    Row("insert_presenter", "P&resenter…", "insert.presenter", "Insert", (), "presenter", "scene",
        also="avatar person speaker"),
    Row("insert_video", "&Video…", "insert.video", "Insert", (), "video", "scene"),
    Row("insert_audio", "S&ound…", "insert.audio", "Insert", (), "audio", "scene", also="audio music"),
    Row("background_color", "Colour…", "insert.background_color", "Insert/Background", (), "palette", "scene"),
    Row("background_picture", "Picture…", "insert.background_picture", "Insert/Background", (), "picture", "scene"),
)  # fmt: skip

_ARRANGE = (
    Row("bring_to_front", "Bring to &front", "arrange.to_front", "Arrange", ("Ctrl+Shift+]",), "front", "selected"),
    Row("bring_forward", "Bring for&ward", "arrange.forward", "Arrange", ("Ctrl+]",), "forward", "selected"),
    Row("send_backward", "Send bac&kward", "arrange.backward", "Arrange", ("Ctrl+[",), "backward", "selected"),
    Row("send_to_back", "Send to &back", "arrange.to_back", "Arrange", ("Ctrl+Shift+[",), "back", "selected"),
    Row("align_left", "Align left", "arrange.align:left", "-Arrange/Align", ("Alt+A",), "align-left", "selected"),
    Row("align_center", "Align centres", "arrange.align:center", "Arrange/Align", ("Alt+H",), "align-center-h", "selected"),
    Row("align_right", "Align right", "arrange.align:right", "Arrange/Align", ("Alt+D",), "align-right", "selected"),
    Row("align_top", "Align top", "arrange.align:top", "-Arrange/Align", ("Alt+W",), "align-top", "selected"),
    Row("align_middle", "Align middles", "arrange.align:middle", "Arrange/Align", ("Alt+V",), "align-middle", "selected"),
    Row("align_bottom", "Align bottom", "arrange.align:bottom", "Arrange/Align", ("Alt+S",), "align-bottom", "selected"),
    *(Row(f"align_to_{name}", title, f"arrange.align_to:{name}", menu, (), "", "project", f"aligns_to:{name}")
      for name, title, menu in (("selection", "To the selection", "-Arrange/Align"),
                                ("stage", "To the stage", "Arrange/Align"),
                                ("key", "To the clip selected last", "Arrange/Align"))),
    Row("distribute_h", "Distribute across", "arrange.distribute:across", "Arrange/Distribute", ("Ctrl+Alt+H",),
        "distribute-h", "selected:3"),
    Row("distribute_v", "Distribute down", "arrange.distribute:down", "Arrange/Distribute", ("Ctrl+Alt+J",),
        "distribute-v", "selected:3"),
    Row("flip_h", "Flip &horizontally", "arrange.flip:across", "-Arrange", ("Shift+H",), "flip-h", "selected"),
    Row("flip_v", "Flip &vertically", "arrange.flip:down", "Arrange", ("Shift+V",), "flip-v", "selected"),
    Row("crop", "&Crop picture", "arrange.crop", "-Arrange", ("C",), "crop", "picture"),
    Row("shrink_text", "Shrink text to fit", "arrange.shrink_text", "Arrange", (), "", "too_long",
        hint="The largest size at which all of the text fits into its box", also="fit size overflow"),
    Row("fit_stage", "Fit to stage", "arrange.fit_to_stage", "Arrange", ("Ctrl+Alt+F",), "fit", "selected"),
    Row("centre_stage", "Centre on stage", "arrange.centre_on_stage", "Arrange", ("Ctrl+Alt+M",), "", "selected"),
    *(Row(f"nudge_{px}", f"{px} px, with Shift {px * 10}", f"arrange.nudge_by:{px}", "Arrange/Arrow keys move by", (), "",
          "project", f"nudges_by:{px}") for px in (1, 2, 5, 10)),
    Row("group", "&Group", "arrange.group", "-Arrange", ("Ctrl+G",), "group", "selected:2"),
    Row("ungroup", "&Ungroup", "arrange.ungroup", "Arrange", ("Ctrl+Shift+G",), "ungroup", "grouped"),
    Row("lock", "&Lock", "arrange.toggle_lock", "Arrange", ("Ctrl+Shift+L",), "lock", "selected", "locked"),
    Row("hide", "H&ide", "arrange.toggle_hide", "Arrange", ("Ctrl+Shift+H",), "eye-off", "selected", "hidden"),
    *(Row(f"opacity_{digit}", f"Opacity {int(digit) * 10 or 100} %", f"arrange.opacity:{int(digit) * 10 or 100}",
          "", (digit,), "", "selected") for digit in "1234567890"),
)  # fmt: skip

_SCENE = (
    Row("new_scene", "&New scene", "scene.add", "Scene", ("Ctrl+M",), "scene-add"),
    Row("duplicate_scene", "&Duplicate scene", "scene.duplicate", "Scene", ("Ctrl+Shift+D",), "duplicate", "scene"),
    Row("delete_scene", "De&lete scene", "scene.delete", "Scene", (), "trash", "scene scenes:2"),
    Row("apply_everywhere", "&Apply to all scenes", "scene.apply_everywhere", "Scene", (), "", "scenes:2",
        hint="What is selected comes to every scene, in the same place and with the same look; else the background"),
    Row("scene_up", "Move scene &up", "scene.move:-1", "-Scene", ("Alt+Up",), "", "scene_can_go:up"),
    Row("scene_down", "Move scene do&wn", "scene.move:1", "Scene", ("Alt+Down",), "", "scene_can_go:down"),
    Row("previous_scene", "&Previous scene", "scene.go:-1", "Scene", ("PgUp",), "", "scene_can_go:up"),
    Row("next_scene", "Ne&xt scene", "scene.go:1", "Scene", ("PgDown",), "", "scene_can_go:down"),
    Row("say_like", "&Say it like…", "speaking.say_like", "-Scene/Script", ("Ctrl+Alt+P",), "voice", "scene",
        hint="How the word that is selected in the script is pronounced"),
    Row("pronunciation", "P&ronunciation…", "speaking.show", "Scene/Script", (), "", "project",
        hint="Every word that is said otherwise than it is written, and where it is used",
        also="dictionary say names words"),
    Row("voices", "V&oices…", "speaking.voices", "Scene/Script", (), "voice", "project",
        hint="Who reads the scripts of a language, in this project or in all of yours", also="speaker language"),
    Row("insert_pause", "Insert &pause", "speaking.insert_pause", "Scene/Script", ("Ctrl+Alt+.",), "pause", "scene",
        hint="A moment of silence where the cursor is"),
    Row("choose_recording", "Use a re&cording…", "speaking.choose_recording", "-Scene/Script", (), "audio", "scene",
        hint="A sound file is heard instead of a voice, and the lips follow it"),
    Row("record", "Record &yourself…", "speaking.record", "Scene/Script", (), "record", "scene"),
    Row("remove_recording", "Let a &voice read again", "speaking.remove_recording", "Scene/Script", (), "",
        "scene recorded"),
    Row("turn_stage", "&Turn the stage", "scene.turn_stage", "Scene", (), "portrait",
        hint="Landscape becomes portrait and back; every scene is laid out anew",
        also="portrait landscape vertical upright orientation format rotate"),
)  # fmt: skip

_VIEW = (
    Row("preview", "&Preview", "preview.play_all", "View", ("F5",), "play", "scenes:1",
        hint="Play the whole project as the video will be", also="play watch"),
    Row("preview_here", "Preview from &here", "preview.play_here", "View", ("Shift+F5",), "", "scene",
        hint="Play it from the current scene on"),
    Row("zoom_fit", "Fit &scene", "view.zoom_fit", "-View", ("Shift+1",), "fit"),
    Row("zoom_selection", "Fit s&election", "view.zoom_selection", "View", ("Shift+2",), "", "selected"),
    Row("zoom_100", "&100 %", "view.zoom_to:1", "View", ("Shift+0",)),
    Row("zoom_in", "Zoom &in", "view.zoom_in", "View", ("Ctrl+=", "Ctrl++"), "zoom-in"),
    Row("zoom_out", "Zoom &out", "view.zoom_out", "View", ("Ctrl+-",), "zoom-out"),
    *(Row(f"show_{name}", title, f"view.toggle_aid:{name}", menu, keys, "", "project", f"aid:{name}", hint)
      for name, title, menu, keys, hint in (
          ("rulers", "&Rulers", "-View", ("Shift+R",), ""),
          ("grid", "&Grid", "View", ("Ctrl+'",), ""),
          ("guides", "G&uides", "View", ("Ctrl+;",), ""),
          ("thirds", "&Thirds", "View", (), ""),
          ("safe", "Safe areas", "View", (), ""),
          ("captions", "Caption sample", "View", (),
           "Where captions will be, also in scenes that say nothing; on the stage only, the video has its own switch"),
          ("overflow", "Parts off the stage", "View", (), "In full colours what lies beside the stage"))),
    Row("add_guide", "&Add guide…", "view.add_guide", "-View/Own guides", ("Ctrl+Alt+G",), "", "project",
        hint="A line across every scene that clips click to, at a place you name"),
    Row("next_guide", "&Next guide", "view.go_to_guide:1", "View/Own guides", ("Alt+G",), "", "guides",
        hint="Take it in hand: the arrows move it, Delete takes it away"),
    Row("previous_guide", "&Previous guide", "view.go_to_guide:-1", "View/Own guides", ("Alt+Shift+G",), "", "guides"),
    Row("place_guide", "&Move guide…", "view.place_guide", "View/Own guides", (), "", "guide",
        hint="The place of the guide in hand as a number"),
    Row("remove_guide", "&Remove guide", "view.remove_guide", "View/Own guides", (), "", "guide",
        hint="The guide in hand"),
    Row("lock_guides", "Loc&k guides", "view.toggle_aid:locks", "-View/Own guides", (), "lock", "project", "aid:locks",
        hint="The mouse goes through them to the clips; keys move them still"),
    Row("remove_guides", "Remove a&ll guides", "view.remove_guides", "View/Own guides", (), "", "guides"),
    Row("snapping", "S&napping", "view.toggle_snapping", "View", ("Ctrl+Shift+'",), "", "project", "snaps"),
    *(Row(f"snap_{name}", title, f"view.toggle_family:{name}", "View/Snap to", (), "", "project", f"snaps:{name}")
      for name, title in (("stage", "Edges and centre of the stage"), ("thirds", "Thirds"), ("safe", "Safe areas"),
                          ("clips", "Other clips"), ("gaps", "Equal gaps"), ("guides", "Guides"), ("grid", "Grid"))),
    *(Row(f"panel_{name}", title, f"view.toggle_panel:{name}", menu, keys, "", "project", f"panel:{name}")
      for name, title, menu, keys in (("left", "Scenes and media", "-View/Panels", ()),
                                      ("script", "Script", "View/Panels", ()),
                                      ("inspector", "Inspector", "View/Panels", ()),
                                      ("history", "History", "View/Panels", ()),
                                      ("jobs", "Jobs", "View/Panels", ("Ctrl+J",)))),
    Row("next_panel", "Next panel", "view.go_to_panel:1", "-View/Panels", ("F6",), "", "project",
        hint="The keyboard goes to scenes, stage, script, inspector and jobs in turn", also="focus keyboard script stage"),
    Row("previous_panel", "Previous panel", "view.go_to_panel:-1", "View/Panels", ("Shift+F6",), "", "project"),
    Row("next_project", "Next project", "file.go_to_project:1", "View/Projects", ("Ctrl+Tab", "Ctrl+PgDown"), "",
        "projects:2"),
    Row("previous_project", "Previous project", "file.go_to_project:-1", "View/Projects",
        ("Ctrl+Shift+Tab", "Ctrl+PgUp"), "", "projects:2"),
    Row("move_to_new_window", "Move to new window", "file.move_to_new_window", "-View/Projects", ("Ctrl+Shift+N",), "",
        "projects:2", hint="With its history, its selection and what is not saved yet"),
    Row("move_to_next_window", "Move to the other window", "file.move_to_next_window", "View/Projects",
        ("Ctrl+Alt+Shift+N",), "", "project windows:2"),
    Row("next_window", "Next window", "file.go_to_window", "View/Projects", ("Ctrl+`",), "", "windows:2"),
    Row("close_others", "Close all others", "file.close_others", "-View/Projects", (), "", "projects:2"),
    *(Row(f"theme_{mode}", title, f"view.use_theme:{mode}", "View/Appearance", (), "", "always", f"theme:{mode}")
      for mode, title in (("system", "As the desktop"), ("light", "Light"), ("dark", "Dark"))),
    Row("full_screen", "&Full screen", "view.toggle_full_screen", "-View", ("F11",), "fullscreen", "always"),
)  # fmt: skip

_TOOLS = (
    Row("tool_select", "Select", "view.use_tool:select", "", ("V",), "select", "scene", "tool:select"),
    Row("tool_hand", "Hand", "view.use_tool:hand", "", ("H",), "hand", "scene", "tool:hand"),
    Row("tool_text", "Text", "view.use_tool:text", "", ("T",), "text", "scene", "tool:text"),
    Row("tool_rectangle", "Rectangle", "view.use_tool:rectangle", "", ("R",), "rectangle", "scene", "tool:rectangle"),
    Row("tool_ellipse", "Ellipse", "view.use_tool:ellipse", "", ("O",), "ellipse", "scene", "tool:ellipse"),
    Row("tool_line", "Line", "view.use_tool:line", "", ("L",), "line", "scene", "tool:line"),
    Row("context_menu", "Context menu", "edit.context_menu", "", ("Shift+F10",), "", "always",
        hint="The menu of whatever has the keyboard, as the menu key opens it"),
)  # fmt: skip

_HELP = (
    Row("manual", "&Manual", "help.manual", "Help", ("F1",), "help", "always"),
    Row("shortcuts", "&Keyboard shortcuts", "help.shortcuts", "Help", ("?", "Ctrl+?"), "keyboard", "always",
        also="keys hotkeys"),
    Row("palette", "&Command palette…", "help.palette", "Help", ("Ctrl+/", "Ctrl+K"), "search", "always"),
    Row("about", "&About Scene Studio", "help.about", "-Help", (), "info", "always"),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*_FILE, *_EDIT, *_INSERT, *_ARRANGE, *_SCENE, *_VIEW, *_TOOLS, *_HELP)
"""All commands. The order inside a menu is the order here."""

MENUS = {
    "File": "&File", "Edit": "&Edit", "Insert": "I&nsert", "Arrange": "A&rrange", "Scene": "S&cene", "View": "V&iew",
    "Help": "He&lp",
}  # fmt: skip
"""Menu to its text. Alt with A, D, W, S, H and V aligns clips, so no menu may have these letters."""

SUBMENUS = {
    "File/Import": "&Import", "File/Export": "&Export", "File/Media": "Me&dia",
    "File/Accounts and services": "Acco&unts and services",
}  # fmt: skip
"""Menu in a menu to its text, where that has a letter of its own."""

PLACES = {
    "File": "close", "File/Import": "download", "File/Export": "export", "File/Media": "media",
    "File/Accounts and services": "account", "Edit": "edit", "Insert": "plus", "Insert/Shape": "shape",
    "Insert/Background": "background",
    "Arrange": "shape", "Arrange/Align": "align-left", "Arrange/Distribute": "distribute-h",
    "Arrange/Arrow keys move by": "keyboard", "Scene": "scene", "Scene/Script": "script", "View": "eye",
    "View/Own guides": "guides", "View/Snap to": "grid", "View/Panels": "layers", "View/Projects": "open",
    "View/Appearance": "sun", "": "settings",
}  # fmt: skip
"""The icons of menus in menus, and in the list of commands those of commands that have none of their own."""

TOOLBAR = (
    "tool_select", "insert_text", "shape", "insert_picture", "insert_presenter", "insert_video", "insert_audio", "|",
    "undo", "redo",
)  # fmt: skip
"""Ids of the commands on the left of the toolbar; ``shape`` is the menu of shapes, ``|`` a line."""

ZOOM_MENU = ("zoom_fit", "zoom_selection", "zoom_100", "zoom_in", "zoom_out")
"""What the zoom button of the toolbar offers."""

SELECTION_MENU = (
    "cut", "copy", "paste", "duplicate", "delete", "|", "bring_to_front", "bring_forward", "send_backward",
    "send_to_back", "|", "Align", "flip_h", "flip_v", "crop", "shrink_text", "|", "group", "ungroup", "lock", "hide", "|",
    "apply_everywhere",
)  # fmt: skip
SELECTION_BAR = (
    "Align", "flip_h", "flip_v", "|", "bring_to_front", "send_to_back", "|", "duplicate", "lock", "delete",
)  # fmt: skip
"""What the small bar over the selection offers, in the same writing."""
STAGE_MENU = ("paste", "select_all", "|", "Insert", "apply_everywhere", "|", "zoom_fit", "zoom_100")
SCRIPT_MENU = (
    "say_like", "pronunciation", "insert_pause", "|", "choose_recording", "record", "remove_recording",
)  # fmt: skip
"""What the script's own button and a right-click into it offer."""
TAB_MENU = (
    "save", "save_as", "|", "move_to_new_window", "move_to_next_window", "|", "close_project", "close_others",
)  # fmt: skip
"""What a right-click offers on clips, on nothing, and on the tab of a project; ``Align`` and ``Insert`` are menus."""
