"""What hands expect of the canvas, row by row, and the tests that prove each row with real mouse and key events.

A row is what a person does and what comes of it. Tests are named by file and function, from the folder ``tests``;
``PENDING`` holds what is not built yet, with the reason. A row without a test, or with one that is gone, fails.
"""

from __future__ import annotations

Row = tuple[str, tuple[str, ...]]

_HERE = "ui/canvas/habits/"
_SELECT, _DRAG, _SHAPE = (f"{_HERE}test_{name}.py" for name in ("selecting", "dragging", "shaping"))
_SNAP, _VIEW, _CLIPS = (f"{_HERE}test_{name}.py" for name in ("snapping_on_stage", "view_and_drops", "keys_on_clips"))
_WINDOW, _ALSO, _CARRY = (f"{_HERE}test_{name}.py" for name in ("keys_of_the_window", "also_expected", "not_carried"))
_LAYERS, _FORM = "ui/panels/test_layers.py", "ui/panels/test_inspector.py"
_IMPORT, _REBIND = "ui/importing/test_window.py", "ui/shell/test_rebinding.py"
_PREVIEW = "ui/preview/test_playing.py"
_GUIDES = "ui/canvas/habits/test_guides_by_keys.py"
_QUICK, _PAD = "ui/canvas/habits/test_quick_hands.py", "ui/canvas/habits/test_touchpad.py"
_ODD, _BAR = "ui/canvas/habits/test_odd_combinations.py", "ui/canvas/test_bar.py"


def _in(file: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{file}::test_{name}" for name in names)


GESTURES: dict[str, tuple[str, ...]] = {
    "click selects the unlocked clip in front, a click on nothing and Esc clear":
        _in(_SELECT, "a_click_takes_the_front_one_nothing_clears_and_so_does_escape"),
    "Shift-click and Ctrl-click add or take away":
        _in(_SELECT, "shift_and_ctrl_clicks_add_and_take_away")
        + _in(_QUICK, "quick_clicks_with_shift_or_ctrl_add_and_take_away"),
    "a drag from nothing is a band, touching selects, Shift adds":
        _in(_SELECT, "the_band_takes_what_it_touches_and_is_drawn",
            "a_turned_clip_is_in_the_band_only_where_it_is", "shift_counts_at_once_in_the_middle_of_a_band"),
    "Ctrl-click in a group reaches inside": _in(_SELECT, "a_group_is_one_until_one_reaches_inside"),
    "double-click and Enter go into a group, Esc leaves it":
        _in(_SELECT, "a_double_click_and_enter_go_into_a_group_and_escape_comes_out")
        + _in(_QUICK, "tab_goes_round_inside_a_group"),
    "Alt-click goes round what lies under the pointer":
        _in(_SELECT, "alt_click_goes_round_through_what_lies_there")
        + _in(_QUICK, "quick_alt_clicks_go_round_and_open_nothing"),
    "a drag moves":
        _in(_DRAG, "a_drag_moves_says_where_and_is_drawn_there")
        + _in(_QUICK, "a_click_and_at_once_a_drag_moves"),
    "Shift keeps one axis of a drag": _in(_DRAG, "shift_keeps_one_axis_the_moment_it_is_held"),
    "Alt or Ctrl held at the press drags a copy":
        _in(_DRAG, "alt_or_ctrl_held_at_the_press_drags_a_copy", "keys_pressed_later_do_not_copy"),
    "Ctrl pressed during a drag suspends snapping":
        _in(_DRAG, "ctrl_in_mid_drag_suspends_snapping_without_moving_the_mouse"),
    "a handle resizes; avatars, pictures and videos keep their aspect unless Shift is held":
        _in(_SHAPE, "avatars_pictures_and_videos_keep_their_aspect_and_shift_frees_it",
            "what_is_resized_is_drawn_in_its_new_size"),
    "shapes and texts are free, Shift keeps their aspect":
        _in(_SHAPE, "shapes_and_texts_are_free_and_shift_keeps_the_aspect"),
    "Alt resizes from the centre": _in(_SHAPE, "alt_holds_the_centre_the_moment_it_is_held"),
    "the knob turns, Shift goes in steps of 15°, 0, 45 and 90 attract":
        _in(_SHAPE, "the_knob_turns_about_the_centre_in_steps_with_shift_and_sticks",
            "several_clips_turn_and_grow_as_one"),
    "the zone just outside the corners turns": _in(_SHAPE, "the_zone_just_outside_each_corner_turns"),
    "double-click, Enter and F2 edit a text in place; Esc and Ctrl+Enter end it and keep it selected":
        _in(_SHAPE, "a_text_is_edited_in_its_place_and_stays_selected")
        + _in(_QUICK, "saving_while_one_types_saves_what_was_typed", "keys_of_the_view_work_while_one_types",
              "what_some_keyboards_write_is_taken"),
    "double-click on a picture, or C, crops by its edges; Enter applies":
        _in(_SHAPE, "a_picture_is_cropped_by_its_edges_and_enter_applies", "a_crop_edge_is_dragged_wherever_along_it")
        + _in(_QUICK, "a_picture_is_cropped_by_the_keyboard_alone"),
    "arrows nudge by 1, with Shift by 10, or as chosen":
        _in(_CLIPS, "shift_makes_a_nudge_ten_times_as_far", "how_far_a_nudge_goes_is_chosen_and_remembered")
        + _in(_QUICK, "arrows_leave_what_is_locked_and_the_view_where_they_are"),
    "a burst of nudges within 0.8 s is one step":
        _in(_CLIPS, "arrows_nudge_and_a_burst_within_eight_tenths_is_one_step"),
    "Space-drag, middle-drag, wheel and two fingers push the view":
        _in(_VIEW, "the_view_is_pushed") + _in(_PAD, "two_fingers_push_the_view_pixel_by_pixel_both_ways_at_once"),
    "Ctrl-wheel and pinch zoom about the pointer, from 5 % to 800 %":
        _in(_PAD, "a_slow_pinch_keeps_what_is_under_the_pointer_there")
        + _in(_VIEW, "ctrl_wheel_and_pinch_zoom_about_the_pointer_between_5_and_800_percent",
            "zooming_in_mid_drag_keeps_the_clip_under_the_pointer"),
    "dropped pictures, videos and sounds become clips at the pointer":
        _in(_VIEW, "a_picture_a_video_and_a_sound_become_clips_at_the_pointer"),
    "a file dropped on a clip replaces it and keeps its place":
        _in(_VIEW, "a_file_dropped_on_a_clip_replaces_it_in_its_place"),
    "files dropped on the list of scenes become scenes":
        _in(_VIEW, "pictures_dropped_on_the_scene_list_become_scenes"),
    "projects and payloads that are dropped are imported":
        _in(_VIEW, "a_project_or_payload_dropped_on_the_stage_is_opened"),
    "slides dropped on the list of scenes are imported":
        _in(_IMPORT, "slides_dropped_among_the_scenes_go_there_as_one_step", "a_broken_presentation_leaves_nothing_behind"),
    "tables that are dropped are imported":
        _in(_IMPORT, "a_table_dropped_on_the_stage_becomes_scenes_like_the_one_that_is_seen"),
    "documents dropped on the stage are imported": _in(_IMPORT, "a_document_dropped_on_the_stage_asks_what_it_becomes"),
    "pictures are pasted": _in(_VIEW, "a_picture_is_pasted"),
    "text, lists of files and drawings are pasted": _in(_VIEW, "text_a_file_list_and_a_drawing_are_pasted"),
    "own clips are pasted in their place on another scene, 20 px off on the same":
        _in(_VIEW, "own_clips_lie_20_px_off_here_and_in_their_place_on_another_scene",
            "what_is_pasted_again_and_again_does_not_pile_up",
            "what_is_pasted_again_and_again_on_another_scene_does_not_pile_up_either",
            "a_pasted_group_is_a_group_of_its_own"),
    "right-click opens a menu with keys and all that lies under the pointer":
        _in(_SELECT, "the_right_click_opens_a_menu_with_keys_and_all_that_lies_there")
        + _in(_QUICK, "a_right_click_into_a_text_that_is_edited_opens_its_own_menu",
              "the_menu_key_opens_the_menu_at_what_is_selected"),
    "right-click during a gesture gives it up":
        _in(_DRAG, "a_gesture_that_is_given_up_leaves_nothing_behind",
            "a_right_click_that_gives_up_a_drag_opens_no_menu"),
    "a key pressed or let go in mid-drag counts at once, without moving the mouse":
        _in(_DRAG, "shift_keeps_one_axis_the_moment_it_is_held",
            "ctrl_in_mid_drag_suspends_snapping_without_moving_the_mouse")
        + _in(_SHAPE, "alt_holds_the_centre_the_moment_it_is_held", "alt_is_alt_while_shift_is_held_too"),
    "the status bar says what the held keys do":
        _in(_DRAG, "the_status_bar_says_what_the_held_keys_do",
            "the_status_bar_says_what_a_click_and_a_drag_would_do_here"),
    "handles keep their size on the screen and are grasped 5 px off":
        _in(_SHAPE, "handles_keep_their_size_on_the_screen_and_are_grasped_from_five_pixels_off"),
    "small clips have their handles outside":
        _in(_SHAPE, "a_small_clip_has_its_handles_outside_and_can_be_moved")
        + _in(_ODD, "a_clip_of_no_size_is_pulled_large_beside_what_it_clicks_to"),
    "the bar over the selection leaves its handles free, and nothing goes through it":
        _in(_BAR, "it_leaves_the_handles_of_a_small_clip_and_a_knob_that_points_down_free",
            "what_is_pressed_between_its_buttons_reaches_nothing_on_the_stage"),
    "x and y, width and height, or the angle stand near the pointer":
        _in(_DRAG, "a_drag_moves_says_where_and_is_drawn_there")
        + _in(_SHAPE, "avatars_pictures_and_videos_keep_their_aspect_and_shift_frees_it",
              "the_knob_turns_about_the_centre_in_steps_with_shift_and_sticks"),
    "locked clips are not clicked, not dragged and not in the band":
        _in(_SELECT, "what_is_locked_is_neither_clicked_nor_banded_nor_dragged"),
    "a gesture that is given up leaves nothing behind":
        _in(_DRAG, "a_gesture_that_is_given_up_leaves_nothing_behind")
        + _in(_SELECT, "a_band_that_is_given_up_leaves_the_selection_as_it_was")
        + _in(_QUICK, "a_press_that_is_given_up_stays_in_the_group"),
}  # fmt: skip

SNAPPING: dict[str, tuple[str, ...]] = {
    "edges and centre of the stage, thirds, safe areas, clips and the grid":
        _in(_SNAP, "a_family_clicks_with_its_line_drawn_and_not_when_it_is_off"),
    "equal gaps, with the gap shown":
        _in(_SNAP, "equal_gaps_click_and_show_their_length", "equal_gaps_click_among_all_else_that_does"),
    "guides of one's own": _in(_SNAP, "clips_click_to_guides_of_ones_own"),
    "guides of one's own click to clips and stage while they are dragged":
        _in(_SNAP, "a_guide_that_is_pulled_clicks_to_clips_and_stage",
            "a_guide_is_moved_clicks_and_goes_beyond_the_rim"),
    "lines are drawn while they hold": _in(_SNAP, "guides_are_drawn_where_they_hold"),
    "the threshold is 6 pixels of the screen": _in(_SNAP, "the_threshold_is_six_pixels_of_the_screen_at_any_zoom"),
    "each family can be switched off":
        _in(_SNAP, "a_family_clicks_with_its_line_drawn_and_not_when_it_is_off",
            "snapping_as_a_whole_is_switched_off_by_its_key"),
    "nothing moves that was not dragged": _in(_DRAG, "nothing_moves_that_was_not_dragged"),
    "sides that are resized click too": _in(_SNAP, "a_resized_side_clicks_too_and_only_that_side"),
}  # fmt: skip

KEYS: dict[str, tuple[str, tuple[str, ...]]] = {}
"""Key to the command it runs, and the tests of it."""


def _keys(tests: tuple[str, ...], **commands: str) -> None:
    for command, keys in commands.items():
        for key in keys.split():
            KEYS[key] = (command, tests)


_keys(_in(_CLIPS, "undo_and_redo_name_the_step"), undo="Ctrl+Z", redo="Ctrl+Shift+Z Ctrl+Y")
_keys(_in(_CLIPS, "cut_copy_paste_in_place_and_duplicate"),
      cut="Ctrl+X", copy="Ctrl+C", paste="Ctrl+V", paste_in_place="Ctrl+Shift+V", duplicate="Ctrl+D")  # fmt: skip
_keys(_in(_CLIPS, "a_style_is_copied_and_pasted"), copy_style="Ctrl+Alt+C", paste_style="Ctrl+Alt+V")
_keys(_in(_CLIPS, "all_and_the_next_and_the_one_before"), select_all="Ctrl+A")
_keys(_in(_CLIPS, "group_and_ungroup"), group="Ctrl+G", ungroup="Ctrl+Shift+G")
_keys(_in(_CLIPS, "forward_back_to_front_and_to_back", "what_is_in_front_is_drawn_in_front"),
      bring_forward="Ctrl+]", send_backward="Ctrl+[", bring_to_front="Ctrl+Shift+]", send_to_back="Ctrl+Shift+[")  # fmt: skip
_keys(_in(_CLIPS, "lock_and_hide"), lock="Ctrl+Shift+L", hide="Ctrl+Shift+H")
_keys(_in(_CLIPS, "align_to_the_selection", "a_single_clip_is_aligned_to_the_stage"), align_left="Alt+A",
      align_right="Alt+D", align_top="Alt+W", align_bottom="Alt+S", align_center="Alt+H", align_middle="Alt+V")  # fmt: skip
# Ctrl+Alt+V pastes a style, so distributing downwards has the letter beside it.
_keys(_in(_CLIPS, "gaps_are_made_equal"), distribute_h="Ctrl+Alt+H", distribute_v="Ctrl+Alt+J")
_keys(
    _in(
        _CLIPS,
        "flipping_mirrors_what_is_drawn",
        "a_turned_clip_is_flipped_as_a_mirror_shows_it",
        "several_clips_are_flipped_as_one_piece",
    ),
    flip_h="Shift+H",
    flip_v="Shift+V",
)
_keys(_in(_CLIPS, "a_digit_is_an_opacity"), **{f"opacity_{digit}": digit for digit in "1234567890"})
_keys(_in(_CLIPS, "fit_to_stage_and_centre_on_stage"), fit_stage="Ctrl+Alt+F", centre_stage="Ctrl+Alt+M")
_keys(_in(_WINDOW, "fit_scene_fit_selection_100_percent_and_steps"), zoom_fit="Shift+1", zoom_selection="Shift+2",
      zoom_100="Shift+0", zoom_in="Ctrl+=", zoom_out="Ctrl+-")  # fmt: skip
_keys(_in(_WINDOW, "rulers_grid_and_guides_come_and_go"),
      show_rulers="Shift+R", show_grid="Ctrl+'", show_guides="Ctrl+;")  # fmt: skip
_keys(_in(_GUIDES, "a_guide_is_added_moved_and_removed_by_keys_alone"), add_guide="Ctrl+Alt+G")
_keys(
    _in(_GUIDES, "guides_are_walked_through_from_the_left_and_from_above"),
    next_guide="Alt+G",
    previous_guide="Alt+Shift+G",
)
_keys(_in(_WINDOW, "snapping_is_switched"), snapping="Ctrl+Shift+'")
_keys(_in(_WINDOW, "letters_take_tools_and_v_and_escape_come_back"), tool_select="V", tool_text="T",
      tool_rectangle="R", tool_ellipse="O", tool_line="L", tool_hand="H")  # fmt: skip
_keys(_in(_SHAPE, "a_picture_is_cropped_by_its_edges_and_enter_applies"), crop="C")
_keys(_in(_WINDOW, "scenes_are_gone_to_added_doubled_and_moved"), previous_scene="PgUp", next_scene="PgDown",
      new_scene="Ctrl+M", duplicate_scene="Ctrl+Shift+D", scene_up="Alt+Up", scene_down="Alt+Down")  # fmt: skip
_keys(_in(_WINDOW, "export_palette_and_the_sheet_of_keys_open"), export="Ctrl+E", palette="Ctrl+/", shortcuts="?")
_keys(_in(_WINDOW, "the_jobs_come_and_go"), panel_jobs="Ctrl+J")
_keys(_in(_WINDOW, "save_writes_what_is_on_the_stage"), save="Ctrl+S")
_keys(_in(_WINDOW, "save_as_asks_for_another_place"), save_as="Ctrl+Shift+S")
_keys(_in(_WINDOW, "new_begins_an_empty_project"), new="Ctrl+N")
_keys(_in(_WINDOW, "open_opens_another_project"), open="Ctrl+O")
_keys(_in("ui/panels/test_eyedropper.py", "a_click_on_the_stage_takes_the_painted_colour"), pick_color="I")
_keys(_in(_CLIPS, "delete_spares_what_is_locked"), delete="Del Backspace")
_keys(_in(_QUICK, "shift_f10_opens_the_menu_too"), context_menu="Shift+F10")

MORE_KEYS: dict[str, tuple[str, ...]] = {
    "Tab and Shift+Tab go to the next clip and the one before": _in(_CLIPS, "all_and_the_next_and_the_one_before"),
    "F5 plays all, Shift+F5 from here, Space pauses":
        _in(_PREVIEW, "f5_plays_everything_to_its_end_at_its_pace", "shift_f5_plays_from_here_and_escape_gives_the_stage_back",
            "space_and_a_click_on_the_picture_pause_and_go_on"),
    "letters never fire while a field, the script or a text on the stage is typed in":
        _in(_WINDOW, "letters_never_fire_while_one_types") + _in(_REBIND, "a_letter_as_a_key_never_fires_while_typing"),
    "every key can be changed, a clash is shown, only differences are kept":
        _in(_REBIND, "new_keys_hold_at_once_and_after_the_next_start",
            "a_clash_is_named_and_taken_over_only_when_said", "one_command_gets_its_own_keys_back"),
}  # fmt: skip

ALSO: dict[str, tuple[str, ...]] = {
    "layers: eye and lock": _in(_LAYERS, "eye_and_lock_are_clicked_without_selecting"),
    "layers: renamed in their place": _in(_LAYERS, "a_double_click_renames"),
    "layers: dragged into another order": _in(_ALSO, "layers_are_dragged_into_another_order"),
    "layers: the selection goes both ways": _in(_LAYERS, "the_selection_is_that_of_the_stage"),
    "layers: the tree that screen readers hear": _in(_LAYERS, "screen_readers_hear_what_a_layer_is"),
    "align to the selection, the stage or the key clip":
        _in(_ALSO, "clips_are_aligned_to_the_selection_the_stage_or_the_key_clip",
            "a_locked_clip_may_be_the_key_and_never_moves"),
    "inspector: several clips at once, a dash for unlike values, sums":
        _in(_ALSO, "the_inspector_works_with_several_clips_and_does_sums"),
    "inspector: numbers follow a drag": _in(_ALSO, "the_numbers_of_the_inspector_follow_a_drag"),
    "inspector: colours, with those of the project": _in(_FORM, "the_colour_picker_previews_a_drag_and_keeps_one_step"),
    "inspector: a colour taken from the screen":
        _in("ui/panels/test_eyedropper.py", "a_click_on_the_stage_takes_the_painted_colour", "keys_alone_pick_too",
            "the_picker_has_a_dropper"),
    "inspector: values put back to what is usual": _in("ui/panels/test_reset.py", "several_clips_are_reset_at_once"),
    "rulers with guides that are dragged": _in(_ALSO, "rulers_with_guides_that_are_dragged_out"),
    "guides that are locked": _in(_GUIDES, "guides_that_are_locked_let_the_mouse_through_to_the_clips"),
    "safe areas of 80 and 90 %, and the tall middle": _in(_ALSO, "safe_areas_and_the_tall_middle_are_drawn"),
    "grey around the stage, what sticks out is shown when asked for":
        _in(_ALSO, "the_ground_is_grey_and_what_sticks_out_is_dimmed_until_it_is_asked_for"),
    "applied to all scenes": _in(_ALSO, "what_is_selected_comes_to_every_scene_in_one_step"),
    "a history one can jump in": _in(_ALSO, "the_history_is_jumped_in"),
    "the keyboard is the stage's again after Enter in the inspector":
        _in(_ALSO, "the_inspector_works_with_several_clips_and_does_sums"),
    "everything by keys alone":
        _in(_ALSO, "a_text_is_added_moved_and_written_by_keys_alone")
        + _in(_GUIDES, "a_guide_is_added_moved_and_removed_by_keys_alone",
              "a_guide_in_hand_is_let_go_of_by_whatever_comes_next"),
    "place and result are told to screen readers": _in(_ALSO, "clips_are_named_placed_and_heard_by_screen_readers"),
    "the focus is seen": _in(_ALSO, "the_focus_is_seen"),
    "words can be read: contrast of at least 4.5 to 1": ("ui/shell/test_window.py::test_text_can_be_read",),
    "at 200 % nothing is cut off": ("ui/test_pictures.py::test_the_window_looks_whole",),
    "right-to-left layouts": _in(_ALSO, "in_a_right_to_left_layout_the_stage_stays_as_it_is"),
}  # fmt: skip

NOT_CARRIED: dict[str, tuple[str, ...]] = {
    "opacity 0": _in(_CARRY, "opacity_0"),
    "rotation or animation of a video": _in(_CARRY, "a_turned_video_and_an_animated_one"),
    "shadow to the left or up": _in(_CARRY, "a_shadow_to_the_left_or_up"),
    "more than one script, script ids that differ": _in(_CARRY, "more_than_one_script_and_ids_that_differ"),
    "media without a public address": _in(_CARRY, "media_without_a_public_url"),
    "an orientation of another kind": _in(_CARRY, "another_orientation"),
    "groups, hidden clips and locks are the editor's own; what is hidden is left out, and that is said":
        _in(_CARRY, "a_hidden_clip_is_left_out_and_said_groups_and_locks_are_the_editors_own"),
}  # fmt: skip

PENDING: dict[str, str] = {}
"""Rows that are not built yet, and why."""

NOT_BY_HANDS = frozenset(
    {
        "ui/shell/test_window.py::test_text_can_be_read",
        "ui/test_pictures.py::test_the_window_looks_whole",
        f"{_LAYERS}::test_screen_readers_hear_what_a_layer_is",
        f"{_CARRY}::test_media_without_a_public_url",
        f"{_CARRY}::test_another_orientation",
    }
)
"""Tests that look or measure: there is nothing to click."""


def all_rows() -> list[Row]:
    """Every row: what is expected, and the tests."""
    keys = [(f"{key} ({command})", tests) for key, (command, tests) in KEYS.items()]
    return [row for part in (GESTURES, SNAPPING, MORE_KEYS, ALSO, NOT_CARRIED) for row in part.items()] + keys
